using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>
/// <c>mean((log(1 + y_pred) - log(1 + y_true))²)</c> over the last axis; values below 1e-7 count as 1e-7. Keras: keras.losses.MeanSquaredLogarithmicError.
/// </summary>
public sealed class MeanSquaredLogarithmicError : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the losses of single samples become one number; default: their mean.</param>
    /// <param name="name">The name in logs; default: "mean_squared_logarithmic_error".</param>
    public MeanSquaredLogarithmicError(Reduction reduction = Reduction.SumOverBatchSize, string name = "mean_squared_logarithmic_error") : base(name, reduction)
    {
    }

    /// <inheritdoc/>
    public override Output Call(Output yTrue, Output yPred) => LossFunctions.MeanSquaredLogarithmicError(yTrue, yPred);
}
