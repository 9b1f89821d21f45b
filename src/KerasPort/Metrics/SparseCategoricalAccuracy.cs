using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// How often the largest prediction is at the truth's class. Keras: keras.metrics.SparseCategoricalAccuracy.
/// </summary>
public sealed class SparseCategoricalAccuracy : MeanMetricWrapper
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "sparse_categorical_accuracy".</param>
    public SparseCategoricalAccuracy(string name = "sparse_categorical_accuracy") : base(name)
    {
    }

    /// <inheritdoc/>
    protected override Output Compute(Output yTrue, Output yPred) => MetricFunctions.SparseCategoricalAccuracy(yTrue, yPred);
}
