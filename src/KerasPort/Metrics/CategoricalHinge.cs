using KerasPort.Losses;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The mean of <c>max(neg - pos + 1, 0)</c> with <c>pos = sum(y_true y_pred)</c> and <c>neg = max((1 - y_true) y_pred)</c>. Keras: keras.metrics.CategoricalHinge.
/// </summary>
public sealed class CategoricalHinge : MeanMetricWrapper
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "categorical_hinge".</param>
    public CategoricalHinge(string name = "categorical_hinge") : base(name)
    {
    }

    /// <inheritdoc/>
    protected override Output Compute(Output yTrue, Output yPred) => LossFunctions.CategoricalHinge(yTrue, yPred);
}
