using KerasPort.Layers;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The (weighted) mean of values. Given to Compile, the values are the model's predictions. Keras: keras.metrics.Mean.
/// </summary>
public sealed class Mean : Reduce
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "mean".</param>
    public Mean(string name = "mean") : base(name, mean: true)
    {
    }

    /// <inheritdoc/>
    protected internal override void Update(Output yTrue, Output yPred, Output? sampleWeight, CallContext context) =>
        Add(yPred, sampleWeight, context);
}
