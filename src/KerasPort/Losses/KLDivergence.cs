using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>
/// <c>sum(y_true log(y_true / y_pred))</c> over the last axis; both are held within [1e-7, 1]. Keras: keras.losses.KLDivergence.
/// </summary>
public sealed class KLDivergence : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the losses of single samples become one number; default: their mean.</param>
    /// <param name="name">The name in logs; default: "kullback_leibler_divergence".</param>
    public KLDivergence(Reduction reduction = Reduction.SumOverBatchSize, string name = "kullback_leibler_divergence") : base(name, reduction)
    {
    }

    /// <inheritdoc/>
    public override Output Call(Output yTrue, Output yPred) => LossFunctions.KLDivergence(yTrue, yPred);
}
