using KerasPort.Losses;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The mean of <c>100 |y_true - y_pred| / max(|y_true|, 1e-7)</c>. Keras: keras.metrics.MeanAbsolutePercentageError.
/// </summary>
public sealed class MeanAbsolutePercentageError : MeanMetricWrapper
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "mean_absolute_percentage_error".</param>
    public MeanAbsolutePercentageError(string name = "mean_absolute_percentage_error") : base(name)
    {
    }

    /// <inheritdoc/>
    protected override Output Compute(Output yTrue, Output yPred) => LossFunctions.MeanAbsolutePercentageError(yTrue, yPred);
}
