using KerasPort.Layers;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The (weighted) sum of values. Given to Compile, the values are the model's predictions. Keras: keras.metrics.Sum.
/// </summary>
public sealed class Sum : Reduce
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "sum".</param>
    public Sum(string name = "sum") : base(name, mean: false)
    {
    }

    /// <inheritdoc/>
    protected internal override void Update(Output yTrue, Output yPred, Output? sampleWeight, CallContext context) =>
        Add(yPred, sampleWeight, context);
}
