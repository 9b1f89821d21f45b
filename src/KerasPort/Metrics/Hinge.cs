using KerasPort.Losses;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The mean of <c>max(1 - y_true y_pred, 0)</c>, for truth of -1 and 1, or 0 and 1. Keras: keras.metrics.Hinge.
/// </summary>
public sealed class Hinge : MeanMetricWrapper
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "hinge".</param>
    public Hinge(string name = "hinge") : base(name)
    {
    }

    /// <inheritdoc/>
    protected override Output Compute(Output yTrue, Output yPred) => LossFunctions.Hinge(yTrue, yPred);
}
