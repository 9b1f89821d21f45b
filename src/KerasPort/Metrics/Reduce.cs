using KerasPort.Layers;
using KerasPort.Losses;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>The base of metrics that gather a sum, or a mean weighted by the samples' weights. Keras: keras.metrics.Reduce.</summary>
public abstract class Reduce : Metric
{
    private readonly Weight _total;
    private readonly Weight? _count;

    /// <summary>Makes the state.</summary>
    private protected Reduce(string? name, bool mean) : base(name)
    {
        _total = AddWeight("total", Shape.Scalar);
        if (mean)
            _count = AddWeight("count", Shape.Scalar);
    }

    /// <summary>Adds values to the state: <c>total += sum(weight value)</c>, <c>count += sum(weight)</c>.</summary>
    /// <param name="values">Values, one a sample or more.</param>
    /// <param name="sampleWeight">A weight a sample; null: all count the same.</param>
    /// <param name="context">Where values are read and updated.</param>
    protected internal void Add(Output values, Output? sampleWeight, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        values = Ops.Cast(values, DataType.Float32);
        Output? count = null;
        if (sampleWeight is { } weight)
        {
            var weights = WeightedLoss.BroadcastWeights(ref values, weight);
            values *= weights;
            count = Ops.Sum(IsOfTheano ? Ops.Cast(weight, DataType.Float32) : weights);
        }
        context.Update(_total, context.Value(_total) + Ops.Sum(values));
        if (_count is not null)
            context.Update(_count, context.Value(_count) + (count ?? Ops.Cast(Ops.SizeOf(values), DataType.Float32)));
    }

    /// <inheritdoc/>
    protected internal override Output Result(CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return _count is null ? context.Value(_total) : Ops.DivideNoNan(context.Value(_total), context.Value(_count));
    }
}
