using KerasPort.Saving;

namespace KerasPort.Metrics;

/// <summary>The (weighted) number of predictions that are wrong: predicted at or below the threshold and true. Keras: keras.metrics.FalseNegatives.</summary>
public sealed class FalseNegatives : ConfusionCount
{
    /// <summary>Makes the metric.</summary>
    /// <param name="thresholds">One threshold or more, in [0, 1]; default: 0.5. With several, the result has a number for each.</param>
    /// <param name="name">The name in logs; default: false_negatives_1 and so on.</param>
    /// <exception cref="ArgumentException">A threshold is outside [0, 1].</exception>
    public FalseNegatives(double[]? thresholds = null, string? name = null) : base(ConfusionPart.FalseNegatives, thresholds, name)
    {
    }

    internal FalseNegatives(ConfigReader config) : this(config.DoublesOrNull("thresholds"), config.Name)
    {
    }
}
