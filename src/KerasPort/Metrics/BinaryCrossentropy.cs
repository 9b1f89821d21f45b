using System.Text.Json.Nodes;
using KerasPort.Losses;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The mean of <c>-(y_true log(y_pred) + (1 - y_true) log(1 - y_pred))</c>. Keras: keras.metrics.BinaryCrossentropy.
/// </summary>
public sealed class BinaryCrossentropy : MeanMetricWrapper
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "binary_crossentropy".</param>
    /// <param name="fromLogits">Whether predictions are logits and no probabilities; default: false.</param>
    /// <param name="labelSmoothing">How far the truth is drawn towards one half; default: 0.</param>
    public BinaryCrossentropy(string name = "binary_crossentropy", bool fromLogits = false, double labelSmoothing = 0) : base(name) => (FromLogits, LabelSmoothing) = (fromLogits, labelSmoothing);

    internal BinaryCrossentropy(ConfigReader config) : this(config.Name ?? "binary_crossentropy", config.Bool("from_logits", false), config.Double("label_smoothing", 0)) =>
        config.Ignore("axis");

    /// <summary>Whether predictions are logits.</summary>
    public bool FromLogits { get; }

    /// <summary>How far the truth is drawn towards one half.</summary>
    public double LabelSmoothing { get; }

    /// <inheritdoc/>
    protected override Output Compute(Output yTrue, Output yPred) => LossFunctions.BinaryCrossentropy(yTrue, yPred, FromLogits, LabelSmoothing, Dialect);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["from_logits"] = FromLogits;
        config["label_smoothing"] = ConfigWriter.Number(LabelSmoothing);
        return config;
    }
}
