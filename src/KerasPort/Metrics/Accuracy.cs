using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// How often predictions equal the truth. Keras: keras.metrics.Accuracy.
/// </summary>
public sealed class Accuracy : MeanMetricWrapper
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "accuracy".</param>
    public Accuracy(string name = "accuracy") : base(name)
    {
    }

    /// <inheritdoc/>
    protected override Output Compute(Output yTrue, Output yPred) => MetricFunctions.Accuracy(yTrue, yPred);
}
