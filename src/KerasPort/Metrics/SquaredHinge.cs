using KerasPort.Losses;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The mean of <c>max(1 - y_true y_pred, 0)²</c>, for truth of -1 and 1, or 0 and 1. Keras: keras.metrics.SquaredHinge.
/// </summary>
public sealed class SquaredHinge : MeanMetricWrapper
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "squared_hinge".</param>
    public SquaredHinge(string name = "squared_hinge") : base(name)
    {
    }

    /// <inheritdoc/>
    protected override Output Compute(Output yTrue, Output yPred) => LossFunctions.SquaredHinge(yTrue, yPred);
}
