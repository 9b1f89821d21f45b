using KerasPort.Layers;
using KerasPort.Losses;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The strings "accuracy" and "acc", "crossentropy" and "ce": which one is meant follows from the output's shape and the loss, at
/// Compile. Keras: training_utils.get_metric_function.
/// </summary>
internal sealed class AutomaticAccuracy(string name) : Metric(name)
{
    /// <summary>The metric that is meant.</summary>
    /// <param name="outputShape">The shape of the model's output.</param>
    /// <param name="loss">The output's loss.</param>
    /// <param name="targetShape">The truth's shape, where it is known: newer Kerases go by it.</param>
    public Metric Resolve(Shape outputShape, Loss loss, Shape? targetShape = null)
    {
        // Newer Kerases take a binary crossentropy over several outputs for one of classes.
        var isBinary = (outputShape[-1] == 1 && !IsOfTheano) || (Dialect == KerasDialect.Keras2 && loss.ClassName == "BinaryCrossentropy");
        var isSparse = Dialect != KerasDialect.Keras2 && targetShape is { HasRank: true }
            ? targetShape.Rank < outputShape.Rank || targetShape[-1] == 1
            : loss.ClassName == "SparseCategoricalCrossentropy";
        Metric metric = (Name is "accuracy" or "acc", isBinary, isSparse) switch
        {
            (true, true, _) => new BinaryAccuracy(Name),
            (true, _, true) => new SparseCategoricalAccuracy(Name),
            (true, _, _) => new CategoricalAccuracy(Name),
            (_, true, _) => new BinaryCrossentropy(Name),
            (_, _, true) => new SparseCategoricalCrossentropy(Name),
            _ => new CategoricalCrossentropy(Name),
        };
        metric.GivenName = GivenName ?? Name;
        (metric.Dialect, metric.IsOfTheano) = (Dialect, IsOfTheano);
        return metric;
    }

    protected internal override void Update(Output yTrue, Output yPred, Output? sampleWeight, CallContext context) =>
        throw new InvalidOperationException($"\"{Name}\" has to be resolved by Compile before it is used.");

    protected internal override Output Result(CallContext context) =>
        throw new InvalidOperationException($"\"{Name}\" has to be resolved by Compile before it is used.");
}
