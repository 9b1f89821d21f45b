using KerasPort.Losses;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The mean of <c>log(cosh(y_pred - y_true))</c>. Keras: keras.metrics.LogCoshError.
/// </summary>
public sealed class LogCoshError : MeanMetricWrapper
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "logcosh".</param>
    public LogCoshError(string name = "logcosh") : base(name)
    {
    }

    /// <inheritdoc/>
    protected override Output Compute(Output yTrue, Output yPred) => LossFunctions.LogCosh(yTrue, yPred);
}
