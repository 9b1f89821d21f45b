using KerasPort.Layers;
using KerasPort.Losses;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The mean of a function's values: <c>sum(weight value) / sum(weight)</c>. Keras: keras.metrics.MeanMetricWrapper.
/// </summary>
public class MeanMetricWrapper : Metric
{
    private readonly Func<Output, Output, Output> _function;
    private readonly Weight _total;
    private readonly Weight _count;

    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs.</param>
    /// <param name="function">From truth and predictions to values, one a sample or more.</param>
    public MeanMetricWrapper(string name, Func<Output, Output, Output> function) : base(name)
    {
        _function = function ?? throw new ArgumentNullException(nameof(function));
        _total = AddWeight("total", Shape.Scalar);
        _count = AddWeight("count", Shape.Scalar);
    }

    /// <inheritdoc/>
    protected internal override void Update(Output yTrue, Output yPred, Output? sampleWeight, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var values = Ops.Cast(_function(yTrue, yPred), DataType.Float32);
        Output count;
        if (sampleWeight is { } weight)
        {
            var weights = WeightedLoss.BroadcastWeights(ref values, weight);
            values *= weights;
            count = Ops.Sum(weights);
        }
        else
        {
            count = Ops.Cast(Ops.SizeOf(values), DataType.Float32);
        }
        context.Update(_total, context.Value(_total) + Ops.Sum(values));
        context.Update(_count, context.Value(_count) + count);
    }

    /// <inheritdoc/>
    protected internal override Output Result(CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Ops.DivideNoNan(context.Value(_total), context.Value(_count));
    }
}
