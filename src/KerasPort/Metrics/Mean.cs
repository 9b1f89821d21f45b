using KerasPort.Layers;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>The weighted mean of values: <c>sum(weight value) / sum(weight)</c>. Keras: keras.metrics.Mean.</summary>
public sealed class Mean : Metric
{
    private readonly Weight _total;
    private readonly Weight _count;

    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "mean".</param>
    public Mean(string name = "mean") : base(name)
    {
        _total = AddWeight("total", Shape.Scalar);
        _count = AddWeight("count", Shape.Scalar);
    }

    /// <summary>Adds the predictions' mean; the truth plays no part.</summary>
    protected internal override void Update(Output yTrue, Output yPred, Output? sampleWeight, CallContext context) => Add(yPred, sampleWeight, context);

    /// <summary>Adds values to the state.</summary>
    internal void Add(Output values, Output? weight, CallContext context)
    {
        Output count;
        if (weight is { } given)
        {
            var weights = Losses.WeightedLoss.BroadcastWeights(ref values, given);
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
