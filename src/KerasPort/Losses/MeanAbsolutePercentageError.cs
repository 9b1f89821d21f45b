using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>
/// <c>100 mean(|y_true - y_pred| / max(|y_true|, 1e-7))</c> over the last axis. Keras: keras.losses.MeanAbsolutePercentageError.
/// </summary>
public sealed class MeanAbsolutePercentageError : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the losses of single samples become one number; default: their mean.</param>
    /// <param name="name">The name in logs; default: "mean_absolute_percentage_error".</param>
    public MeanAbsolutePercentageError(Reduction reduction = Reduction.SumOverBatchSize, string name = "mean_absolute_percentage_error") : base(name, reduction)
    {
    }

    /// <inheritdoc/>
    public override Output Call(Output yTrue, Output yPred) => LossFunctions.MeanAbsolutePercentageError(yTrue, yPred);
}
