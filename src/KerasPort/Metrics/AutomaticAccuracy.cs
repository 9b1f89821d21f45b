using KerasPort.Layers;
using KerasPort.Losses;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The string "accuracy" (or "acc"): which accuracy is meant follows from the output's shape and the loss, at Compile.
/// Keras: training_utils.get_metric_function.
/// </summary>
internal sealed class AutomaticAccuracy(string name) : Metric(name)
{
    /// <summary>The metric that is meant.</summary>
    public Metric Resolve(Shape outputShape, Loss loss)
    {
        Func<Output, Output, Output> function =
            outputShape[-1] == 1 || loss.ClassName == "BinaryCrossentropy" ? (yTrue, yPred) => MetricFunctions.BinaryAccuracy(yTrue, yPred)
            : loss.ClassName == "SparseCategoricalCrossentropy" ? MetricFunctions.SparseCategoricalAccuracy
            : MetricFunctions.CategoricalAccuracy;
        return new MeanMetricWrapper(Name, function) { GivenName = Name };
    }

    protected internal override void Update(Output yTrue, Output yPred, Output? sampleWeight, CallContext context) =>
        throw new InvalidOperationException("\"accuracy\" has to be resolved by Compile before it is used.");

    protected internal override Output Result(CallContext context) =>
        throw new InvalidOperationException("\"accuracy\" has to be resolved by Compile before it is used.");
}
