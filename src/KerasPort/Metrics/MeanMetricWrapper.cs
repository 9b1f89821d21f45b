using KerasPort.Layers;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The mean of a function's values: <c>sum(weight value) / sum(weight)</c>. Keras: keras.metrics.MeanMetricWrapper.
/// </summary>
public class MeanMetricWrapper : Reduce
{
    private readonly Func<Output, Output, Output>? _function;

    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs.</param>
    /// <param name="function">From truth and predictions to values, one a sample or more.</param>
    public MeanMetricWrapper(string name, Func<Output, Output, Output> function) : this(name) =>
        _function = function ?? throw new ArgumentNullException(nameof(function));

    private protected MeanMetricWrapper(string name) : base(name, mean: true)
    {
    }

    /// <summary>The values of a batch: one a sample or more.</summary>
    /// <param name="yTrue">The truth as float32.</param>
    /// <param name="yPred">The predictions as float32.</param>
    protected virtual Output Compute(Output yTrue, Output yPred) => _function!(yTrue, yPred);

    /// <inheritdoc/>
    protected internal override void Update(Output yTrue, Output yPred, Output? sampleWeight, CallContext context)
    {
        (yTrue, yPred) = MetricFunctions.MatchRanks(Ops.Cast(yTrue, DataType.Float32), Ops.Cast(yPred, DataType.Float32));
        Add(Compute(yTrue, yPred), sampleWeight, context);
    }
}
