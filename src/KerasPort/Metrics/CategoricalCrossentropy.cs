using System.Text.Json.Nodes;
using KerasPort.Losses;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The mean of <c>-sum(y_true log(y_pred))</c> for one-hot truth. Keras: keras.metrics.CategoricalCrossentropy.
/// </summary>
public sealed class CategoricalCrossentropy : MeanMetricWrapper
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "categorical_crossentropy".</param>
    /// <param name="fromLogits">Whether predictions are logits and no probabilities; default: false.</param>
    /// <param name="labelSmoothing">How much of the truth is spread over all classes; default: 0.</param>
    public CategoricalCrossentropy(string name = "categorical_crossentropy", bool fromLogits = false, double labelSmoothing = 0) : base(name) => (FromLogits, LabelSmoothing) = (fromLogits, labelSmoothing);

    internal CategoricalCrossentropy(ConfigReader config) : this(config.Name ?? "categorical_crossentropy", config.Bool("from_logits", false), config.Double("label_smoothing", 0)) =>
        config.Ignore("axis");

    /// <summary>Whether predictions are logits.</summary>
    public bool FromLogits { get; }

    /// <summary>How much of the truth is spread over all classes.</summary>
    public double LabelSmoothing { get; }

    /// <inheritdoc/>
    protected override Output Compute(Output yTrue, Output yPred) => LossFunctions.CategoricalCrossentropy(yTrue, yPred, FromLogits, LabelSmoothing, Dialect);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["from_logits"] = FromLogits;
        config["label_smoothing"] = ConfigWriter.Number(LabelSmoothing);
        return config;
    }
}
