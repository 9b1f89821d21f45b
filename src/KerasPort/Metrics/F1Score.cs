using System.Text.Json.Nodes;
using KerasPort.Saving;

namespace KerasPort.Metrics;

/// <summary>
/// The harmonic mean of precision and recall: <c>2 P R / (P + R)</c>. Truth and predictions are (batch, classes). Keras:
/// tf.keras.metrics.F1Score.
/// </summary>
public sealed class F1Score : FBetaScore
{
    /// <summary>Makes the metric.</summary>
    /// <param name="average">"micro" (all classes counted together), "macro" (the mean over classes), "weighted" (weighted by how often
    /// each class is true), or null (default: a number for each class).</param>
    /// <param name="threshold">Predictions above are positive; default: the largest prediction of each sample is.</param>
    /// <param name="name">The name in logs; default: "f1_score".</param>
    /// <exception cref="ArgumentException">The average is none of those.</exception>
    public F1Score(string? average = null, double? threshold = null, string name = "f1_score") : base(average, 1, threshold, name)
    {
    }

    internal F1Score(ConfigReader config) : this(config.StringOrNull("average"), config.DoubleOrNull("threshold"), config.Name ?? "f1_score")
    {
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config.Remove("beta");
        return config;
    }
}
