using KerasPort.Saving;

namespace KerasPort.Metrics;

/// <summary>The (weighted) number of predictions that are wrong: predicted above the threshold and not true. Keras: keras.metrics.FalsePositives.</summary>
public sealed class FalsePositives : ConfusionCount
{
    /// <summary>Makes the metric.</summary>
    /// <param name="thresholds">One threshold or more, in [0, 1]; default: 0.5. With several, the result has a number for each.</param>
    /// <param name="name">The name in logs; default: false_positives_1 and so on.</param>
    /// <exception cref="ArgumentException">A threshold is outside [0, 1].</exception>
    public FalsePositives(double[]? thresholds = null, string? name = null) : base(ConfusionPart.FalsePositives, thresholds, name)
    {
    }

    internal FalsePositives(ConfigReader config) : this(config.DoublesOrNull("thresholds"), config.Name)
    {
    }
}
