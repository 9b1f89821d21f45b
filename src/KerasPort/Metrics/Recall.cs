using KerasPort.Saving;

namespace KerasPort.Metrics;

/// <summary>The share of what is true that was predicted: <c>TP / (TP + FN)</c>. Keras: keras.metrics.Recall.</summary>
public sealed class Recall : ConfusionShare
{
    /// <summary>Makes the metric.</summary>
    /// <param name="thresholds">One threshold or more, in [0, 1]; default: 0.5. With several, the result has a number for each.</param>
    /// <param name="topK">Only the k largest predictions of a sample count as positive; default: all.</param>
    /// <param name="classId">Only this class counts; default: all.</param>
    /// <param name="name">The name in logs; default: recall_1 and so on.</param>
    /// <exception cref="ArgumentException">A threshold is outside [0, 1].</exception>
    public Recall(double[]? thresholds = null, int? topK = null, int? classId = null, string? name = null)
        : base(ConfusionPart.FalseNegatives, thresholds, topK, classId, name)
    {
    }

    internal Recall(ConfigReader config) : this(config.DoublesOrNull("thresholds"), config.IntOrNull("top_k"), config.IntOrNull("class_id"), config.Name)
    {
    }
}
