using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>
/// <c>max(neg - pos + 1, 0)</c> with <c>pos = sum(y_true y_pred)</c> and <c>neg = max((1 - y_true) y_pred)</c> over the last axis. Keras: keras.losses.CategoricalHinge.
/// </summary>
public sealed class CategoricalHinge : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the losses of single samples become one number; default: their mean.</param>
    /// <param name="name">The name in logs; default: "categorical_hinge".</param>
    public CategoricalHinge(Reduction reduction = Reduction.SumOverBatchSize, string name = "categorical_hinge") : base(name, reduction)
    {
    }

    /// <inheritdoc/>
    public override Output Call(Output yTrue, Output yPred) => LossFunctions.CategoricalHinge(yTrue, yPred);
}
