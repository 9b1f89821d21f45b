using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>
/// <c>mean(|y_pred - y_true|)</c> over the last axis. Keras: keras.losses.MeanAbsoluteError.
/// </summary>
public sealed class MeanAbsoluteError : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the losses of single samples become one number; default: their mean.</param>
    /// <param name="name">The name in logs; default: "mean_absolute_error".</param>
    public MeanAbsoluteError(Reduction reduction = Reduction.SumOverBatchSize, string name = "mean_absolute_error") : base(name, reduction)
    {
    }

    /// <inheritdoc/>
    public override Output Call(Output yTrue, Output yPred) => LossFunctions.MeanAbsoluteError(yTrue, yPred);
}
