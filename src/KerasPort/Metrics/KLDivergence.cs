using KerasPort.Losses;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The mean over samples of <c>sum(y_true log(y_true / y_pred))</c>. Keras: keras.metrics.KLDivergence.
/// </summary>
public sealed class KLDivergence : MeanMetricWrapper
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "kullback_leibler_divergence".</param>
    public KLDivergence(string name = "kullback_leibler_divergence") : base(name)
    {
    }

    /// <inheritdoc/>
    protected override Output Compute(Output yTrue, Output yPred) => LossFunctions.KLDivergence(yTrue, yPred);
}
