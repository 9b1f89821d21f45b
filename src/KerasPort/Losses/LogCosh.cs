using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>
/// <c>mean(log(cosh(y_pred - y_true)))</c> over the last axis: squares for small errors, absolute values for large ones. Keras: keras.losses.LogCosh.
/// </summary>
public sealed class LogCosh : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the losses of single samples become one number; default: their mean.</param>
    /// <param name="name">The name in logs; default: "logcosh".</param>
    public LogCosh(Reduction reduction = Reduction.SumOverBatchSize, string name = "logcosh") : base(name, reduction)
    {
    }

    /// <inheritdoc/>
    public override Output Call(Output yTrue, Output yPred) => LossFunctions.LogCosh(yTrue, yPred);
}
