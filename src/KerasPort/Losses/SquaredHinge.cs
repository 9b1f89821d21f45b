using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>
/// <c>mean(max(1 - y_true y_pred, 0)²)</c> over the last axis. The truth is -1 or 1; where a whole batch is 0 and 1, it is converted. Keras: keras.losses.SquaredHinge.
/// </summary>
public sealed class SquaredHinge : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the losses of single samples become one number; default: their mean.</param>
    /// <param name="name">The name in logs; default: "squared_hinge".</param>
    public SquaredHinge(Reduction reduction = Reduction.SumOverBatchSize, string name = "squared_hinge") : base(name, reduction)
    {
    }

    /// <inheritdoc/>
    public override Output Call(Output yTrue, Output yPred) => LossFunctions.SquaredHinge(yTrue, yPred);
}
