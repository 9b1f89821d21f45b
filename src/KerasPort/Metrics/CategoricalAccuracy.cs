using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// How often the largest prediction is at the place of the one in one-hot truth. Keras: keras.metrics.CategoricalAccuracy.
/// </summary>
public sealed class CategoricalAccuracy : MeanMetricWrapper
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "categorical_accuracy".</param>
    public CategoricalAccuracy(string name = "categorical_accuracy") : base(name)
    {
    }

    /// <inheritdoc/>
    protected override Output Compute(Output yTrue, Output yPred) => MetricFunctions.CategoricalAccuracy(yTrue, yPred);
}
