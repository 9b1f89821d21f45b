using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>
/// <c>mean(y_pred - y_true log(y_pred + 1e-7))</c> over the last axis. Keras: keras.losses.Poisson.
/// </summary>
public sealed class Poisson : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the losses of single samples become one number; default: their mean.</param>
    /// <param name="name">The name in logs; default: "poisson".</param>
    public Poisson(Reduction reduction = Reduction.SumOverBatchSize, string name = "poisson") : base(name, reduction)
    {
    }

    /// <inheritdoc/>
    public override Output Call(Output yTrue, Output yPred) => LossFunctions.Poisson(yTrue, yPred);
}
