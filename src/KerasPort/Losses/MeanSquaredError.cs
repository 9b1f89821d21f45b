using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>
/// <c>mean((y_pred - y_true)²)</c> over the last axis. Keras: keras.losses.MeanSquaredError.
/// </summary>
public sealed class MeanSquaredError : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the losses of single samples become one number; default: their mean.</param>
    /// <param name="name">The name in logs; default: "mean_squared_error".</param>
    public MeanSquaredError(Reduction reduction = Reduction.SumOverBatchSize, string name = "mean_squared_error") : base(name, reduction)
    {
    }

    /// <inheritdoc/>
    public override Output Call(Output yTrue, Output yPred) => LossFunctions.MeanSquaredError(yTrue, yPred);
}
