using KerasPort.Losses;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The mean of <c>|y_pred - y_true|</c>. Keras: keras.metrics.MeanAbsoluteError.
/// </summary>
public sealed class MeanAbsoluteError : MeanMetricWrapper
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "mean_absolute_error".</param>
    public MeanAbsoluteError(string name = "mean_absolute_error") : base(name)
    {
    }

    /// <inheritdoc/>
    protected override Output Compute(Output yTrue, Output yPred) => LossFunctions.MeanAbsoluteError(yTrue, yPred);
}
