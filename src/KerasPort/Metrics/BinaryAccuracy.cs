using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// How often predictions are on the truth's side of a threshold. Keras: keras.metrics.BinaryAccuracy.
/// </summary>
public sealed class BinaryAccuracy : MeanMetricWrapper
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "binary_accuracy".</param>
    /// <param name="threshold">Predictions above count as 1; default: 0.5.</param>
    public BinaryAccuracy(string name = "binary_accuracy", double threshold = 0.5) : base(name) => Threshold = threshold;

    internal BinaryAccuracy(ConfigReader config) : this(config.Name ?? "binary_accuracy", config.Double("threshold", 0.5))
    {
    }

    /// <summary>Predictions above count as 1.</summary>
    public double Threshold { get; }

    /// <inheritdoc/>
    protected override Output Compute(Output yTrue, Output yPred) => MetricFunctions.BinaryAccuracy(yTrue, yPred, Threshold, Dialect);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["threshold"] = Threshold;
        return config;
    }
}
