using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>
/// <c>mean(max(1 - y_true y_pred, 0))</c> over the last axis. The truth is -1 or 1; where a whole batch is 0 and 1, it is converted. Keras: keras.losses.Hinge.
/// </summary>
public sealed class Hinge : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the losses of single samples become one number; default: their mean.</param>
    /// <param name="name">The name in logs; default: "hinge".</param>
    public Hinge(Reduction reduction = Reduction.SumOverBatchSize, string name = "hinge") : base(name, reduction)
    {
    }

    /// <inheritdoc/>
    public override Output Call(Output yTrue, Output yPred) => LossFunctions.Hinge(yTrue, yPred);
}
