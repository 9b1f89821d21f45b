using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// How often the place of the one in one-hot truth is among the k largest predictions. Keras: keras.metrics.TopKCategoricalAccuracy.
/// </summary>
public sealed class TopKCategoricalAccuracy : MeanMetricWrapper
{
    /// <summary>Makes the metric.</summary>
    /// <param name="k">How many predictions count; default: 5.</param>
    /// <param name="name">The name in logs; default: "top_k_categorical_accuracy".</param>
    public TopKCategoricalAccuracy(int k = 5, string name = "top_k_categorical_accuracy") : base(name) => K = k;

    internal TopKCategoricalAccuracy(ConfigReader config) : this(config.Int("k", 5), config.Name ?? "top_k_categorical_accuracy")
    {
    }

    /// <summary>How many predictions count.</summary>
    public int K { get; }

    /// <inheritdoc/>
    protected override Output Compute(Output yTrue, Output yPred) => MetricFunctions.TopKCategoricalAccuracy(yTrue, yPred, K);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["k"] = K;
        return config;
    }
}
