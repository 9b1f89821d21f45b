using KerasPort.Losses;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The mean of <c>(log(1 + y_pred) - log(1 + y_true))²</c>. Keras: keras.metrics.MeanSquaredLogarithmicError.
/// </summary>
public sealed class MeanSquaredLogarithmicError : MeanMetricWrapper
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "mean_squared_logarithmic_error".</param>
    public MeanSquaredLogarithmicError(string name = "mean_squared_logarithmic_error") : base(name)
    {
    }

    /// <inheritdoc/>
    protected override Output Compute(Output yTrue, Output yPred) => LossFunctions.MeanSquaredLogarithmicError(yTrue, yPred);
}
