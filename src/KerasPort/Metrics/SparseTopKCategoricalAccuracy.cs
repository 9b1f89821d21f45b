using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// How often the truth's class is among the k largest predictions. Keras: keras.metrics.SparseTopKCategoricalAccuracy.
/// </summary>
public sealed class SparseTopKCategoricalAccuracy : MeanMetricWrapper
{
    /// <summary>Makes the metric.</summary>
    /// <param name="k">How many predictions count; default: 5.</param>
    /// <param name="name">The name in logs; default: "sparse_top_k_categorical_accuracy".</param>
    public SparseTopKCategoricalAccuracy(int k = 5, string name = "sparse_top_k_categorical_accuracy") : base(name) => K = k;

    internal SparseTopKCategoricalAccuracy(ConfigReader config) : this(config.Int("k", 5), config.Name ?? "sparse_top_k_categorical_accuracy")
    {
    }

    /// <summary>How many predictions count.</summary>
    public int K { get; }

    /// <inheritdoc/>
    protected override Output Compute(Output yTrue, Output yPred) => MetricFunctions.SparseTopKCategoricalAccuracy(yTrue, yPred, K);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["k"] = K;
        return config;
    }
}
