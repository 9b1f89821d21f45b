using KerasPort.Saving;

namespace KerasPort.Metrics;

/// <summary>The (weighted) number of predictions that are true: predicted at or below the threshold and not true. Keras: keras.metrics.TrueNegatives.</summary>
public sealed class TrueNegatives : ConfusionCount
{
    /// <summary>Makes the metric.</summary>
    /// <param name="thresholds">One threshold or more, in [0, 1]; default: 0.5. With several, the result has a number for each.</param>
    /// <param name="name">The name in logs; default: true_negatives_1 and so on.</param>
    /// <exception cref="ArgumentException">A threshold is outside [0, 1].</exception>
    public TrueNegatives(double[]? thresholds = null, string? name = null) : base(ConfusionPart.TrueNegatives, thresholds, name)
    {
    }

    internal TrueNegatives(ConfigReader config) : this(config.DoublesOrNull("thresholds"), config.Name)
    {
    }
}
