using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using KerasPort.Utils;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Metrics;

/// <summary>
/// A figure that is gathered over batches. Its state lies on the device and is updated inside the step. A string converts:
/// <c>"accuracy"</c>. Keras: keras.metrics.Metric.
/// </summary>
public abstract class Metric : IDisposable
{
    private readonly List<Weight> _weights = [];

    /// <summary>Sets what all metrics have.</summary>
    /// <param name="name">The name in logs; default: the class' name in snake case with a number ("auc_1").</param>
    protected Metric(string? name = null) => Name = name ?? LayerNames.Next(LayerNames.ToSnakeCase(ClassName));

    /// <summary>The class' name in files.</summary>
    public virtual string ClassName => GetType().Name;

    /// <summary>The name in logs; Compile makes it unique.</summary>
    public string Name { get; internal set; }

    /// <summary>The state.</summary>
    public IReadOnlyList<Weight> Weights => _weights;

    /// <summary>Which Keras' arithmetic applies: where a file's version computes otherwise.</summary>
    internal KerasDialect Dialect { get; set; }

    /// <summary>
    /// Whether the file's Keras ran on Theano, which knows no shapes of computed tensors: "accuracy" of one output is then that of
    /// classes, and weights that go to several values each are counted once.
    /// </summary>
    internal bool IsOfTheano { get; set; }

    /// <summary>The string that this metric was made from, if any.</summary>
    internal string? GivenName { get; set; }

    /// <summary>Makes what of the state depends on the predictions' shape; default: nothing.</summary>
    /// <param name="predictions">The shape of the model's output.</param>
    protected internal virtual void Build(Shape predictions)
    {
    }

    /// <summary>Adds a batch to the state, by <see cref="CallContext.Update"/>.</summary>
    /// <param name="yTrue">The truth.</param>
    /// <param name="yPred">The predictions.</param>
    /// <param name="sampleWeight">A weight a sample, (batch,) or (batch, ...); null: all count the same.</param>
    /// <param name="context">Where values are read and updated.</param>
    protected internal abstract void Update(Output yTrue, Output yPred, Output? sampleWeight, CallContext context);

    /// <summary>The figure over all batches so far: a scalar of float32, or a vector where there are several thresholds or classes.</summary>
    protected internal abstract Output Result(CallContext context);

    /// <summary>Sets the state back to its first values.</summary>
    public virtual void ResetStates()
    {
        foreach (var weight in _weights)
            weight.Write(new HostArray(Array.CreateInstance(typeof(float), weight.Shape.Count), weight.Shape));
    }

    /// <summary>The settings as files hold them.</summary>
    public virtual JsonObject GetConfig() => new() { ["name"] = Name, ["dtype"] = "float32" };

    /// <summary>
    /// How a compiled model's file holds the metric, as Keras 2.3.1 writes it: the name under which it was given, or an object.
    /// </summary>
    internal virtual JsonNode ToConfig() => GivenName is not null
        ? JsonValue.Create(MetricRegistry.Keras2Name(GivenName))
        : ConfigWriter.Object(ClassName, ConfigWriter.AsInFile(GetConfig(), FileConfig));

    /// <summary>The same as Keras 3 writes it.</summary>
    internal virtual JsonNode ToKeras3Config() => GivenName is not null
        ? JsonValue.Create(MetricRegistry.Keras3Name(GivenName))
        : ConfigWriter.Keras3Object("keras.metrics", ClassName, GetConfig(), MetricRegistry.ClassNames.Contains(ClassName));

    /// <summary>The settings of the file that the metric came from, if any.</summary>
    internal JsonObject? FileConfig { get; set; }

    /// <summary>The single number of a vector with one, else the vector.</summary>
    private protected static Output OneOrAll(Output values) => values.Shape[0] == 1 ? Ops.Squeeze(values, 0) : values;

    /// <summary>Adds a variable of the state: float32, zeros.</summary>
    protected Weight AddWeight(string name, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var weight = new Weight($"{Name}/{name}", shape, DataType.Float32, () => new HostArray(new float[shape.Count], shape));
        _weights.Add(weight);
        return weight;
    }

    /// <summary>The metric of this name, with its default settings.</summary>
    /// <exception cref="ArgumentException">There is no such metric.</exception>
    public static implicit operator Metric(string name) => MetricRegistry.Get(name);

    /// <summary>A metric of one's own: the mean of a function's values over all samples.</summary>
    /// <param name="name">The name in logs.</param>
    /// <param name="function">From truth and predictions to a value for each sample.</param>
    public static Metric From(string name, Func<Output, Output, Output> function) => new MeanMetricWrapper(name, function) { GivenName = name };

    /// <summary>Frees the state on its device.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the state on its device.</summary>
    protected virtual void Dispose(bool disposing)
    {
        foreach (var weight in _weights)
            weight.Dispose();
    }
}
