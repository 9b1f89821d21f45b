using KerasPort.Saving;

namespace KerasPort.Metrics;

/// <summary>The (weighted) number of predictions that are true: predicted above the threshold and true. Keras: keras.metrics.TruePositives.</summary>
public sealed class TruePositives : ConfusionCount
{
    /// <summary>Makes the metric.</summary>
    /// <param name="thresholds">One threshold or more, in [0, 1]; default: 0.5. With several, the result has a number for each.</param>
    /// <param name="name">The name in logs; default: true_positives_1 and so on.</param>
    /// <exception cref="ArgumentException">A threshold is outside [0, 1].</exception>
    public TruePositives(double[]? thresholds = null, string? name = null) : base(ConfusionPart.TruePositives, thresholds, name)
    {
    }

    internal TruePositives(ConfigReader config) : this(config.DoublesOrNull("thresholds"), config.Name)
    {
    }
}
