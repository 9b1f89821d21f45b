using KerasPort.Losses;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>The mean of a loss' values as a metric.</summary>
internal sealed class LossMetric(string name, Loss loss) : MeanMetricWrapper(name)
{
    protected override Output Compute(Output yTrue, Output yPred)
    {
        loss.Dialect = Dialect;
        return loss.Call(yTrue, yPred);
    }
}
