using KerasPort.Losses;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The mean of <c>(y_pred - y_true)²</c>. Keras: keras.metrics.MeanSquaredError.
/// </summary>
public sealed class MeanSquaredError : MeanMetricWrapper
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "mean_squared_error".</param>
    public MeanSquaredError(string name = "mean_squared_error") : base(name)
    {
    }

    /// <inheritdoc/>
    protected override Output Compute(Output yTrue, Output yPred) => LossFunctions.MeanSquaredError(yTrue, yPred);
}
