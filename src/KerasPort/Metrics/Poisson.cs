using KerasPort.Losses;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The mean of <c>y_pred - y_true log(y_pred + 1e-7)</c>. Keras: keras.metrics.Poisson.
/// </summary>
public sealed class Poisson : MeanMetricWrapper
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "poisson".</param>
    public Poisson(string name = "poisson") : base(name)
    {
    }

    /// <inheritdoc/>
    protected override Output Compute(Output yTrue, Output yPred) => LossFunctions.Poisson(yTrue, yPred);
}
