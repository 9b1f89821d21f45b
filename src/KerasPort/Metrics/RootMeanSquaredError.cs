using KerasPort.Layers;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// <c>sqrt(mean((y_pred - y_true)²))</c> over all elements so far. Keras: keras.metrics.RootMeanSquaredError.
/// </summary>
public sealed class RootMeanSquaredError : Reduce
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "root_mean_squared_error".</param>
    public RootMeanSquaredError(string name = "root_mean_squared_error") : base(name, mean: true)
    {
    }

    /// <inheritdoc/>
    protected internal override void Update(Output yTrue, Output yPred, Output? sampleWeight, CallContext context) =>
        Add(Ops.Square(yPred - Ops.Cast(yTrue, yPred.DataType)), sampleWeight, context);

    /// <inheritdoc/>
    protected internal override Output Result(CallContext context) => Ops.Sqrt(base.Result(context));
}
