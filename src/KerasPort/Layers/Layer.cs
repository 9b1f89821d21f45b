using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using KerasPort.Utils;
using NumSharp;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// The base of all layers. A layer reads: constructor, Build (weights), Call (operations), ComputeOutputShape, GetConfig.
/// Keras: keras.layers.Layer.
/// </summary>
public abstract partial class Layer : IDisposable
{
    private readonly List<Weight> _weights = [];

    /// <summary>Sets what all layers have.</summary>
    /// <param name="name">The name, unique in a model; default: the class' name in snake case with a number ("dense_1").</param>
    /// <param name="trainable">Whether training may change the layer's weights; default: true.</param>
    /// <param name="inputShape">The shape of one sample, where the layer is a Sequential model's first.</param>
    /// <param name="dataType">The type of weights and computation; default: float32.</param>
    protected Layer(string? name = null, bool trainable = true, Shape? inputShape = null, DataType dataType = DataType.Float32)
    {
        Name = name ?? LayerNames.Next(NamePrefix);
        Trainable = trainable;
        DataType = dataType;
        BatchInputShape = inputShape?.Insert(0, -1);
    }

    /// <summary>The name, unique in a model.</summary>
    public string Name { get; internal set; }

    /// <summary>The class' name in files: Keras' own.</summary>
    public virtual string ClassName => GetType().Name;

    /// <summary>The class' name from which the .keras format names groups.</summary>
    internal virtual string FileClassName => ClassName;

    /// <summary>Whether training may change the layer's weights. Takes effect at the next Compile.</summary>
    public virtual bool Trainable { get; set; }

    /// <summary>The type of weights and computation.</summary>
    public DataType DataType { get; internal set; }

    /// <summary>The whole input shape, batch included, if it was given to the constructor.</summary>
    public Shape? BatchInputShape { get; internal set; }

    /// <summary>Whether the weights exist.</summary>
    public bool Built { get; internal set; }

    /// <summary>Whether the layer lets masks pass or makes them.</summary>
    public virtual bool SupportsMasking => false;

    /// <summary>Whether states live on from batch to batch.</summary>
    public virtual bool Stateful => false;

    /// <summary>The seed that tells this layer's random numbers from another's.</summary>
    internal long RandomStream { get; set; } = LayerNames.NextStream();

    /// <summary>Which Keras' arithmetic the layer follows: that of the file it came from.</summary>
    internal KerasDialect Dialect { get; set; }

    internal List<Node> InboundNodes { get; } = [];

    /// <summary>The penalty on the output, if any; the model adds it to the loss.</summary>
    public Regularizer? ActivityRegularizer { get; protected init; }

    /// <summary>The part of the default name before the number.</summary>
    protected virtual string NamePrefix => LayerNames.ToSnakeCase(ClassName);

    /// <summary>Layers within this one, whose weights are this layer's too.</summary>
    protected internal virtual IEnumerable<Layer> SubLayers => [];

    /// <summary>Where a file's arrays for this layer are those of parts, one after the other: the parts. Wrappers have them.</summary>
    internal virtual IReadOnlyList<Layer>? WeightParts => null;

    /// <summary>Turns arrays that another form of this layer wrote (CuDNNLSTM) into this layer's.</summary>
    internal virtual HostArray[] ConvertWeights(HostArray[] arrays) => arrays;

    /// <summary>
    /// Where the .keras format keeps the weights, below the layer's own group: "" for vars/0..n of the layer itself, or the path
    /// of a part ("cell").
    /// </summary>
    internal virtual IEnumerable<(string Path, IReadOnlyList<Weight> Weights)> StateGroups => SubLayers.Any()
        ? SubLayers.SelectMany(part => part.StateGroups.Select(group => (group.Path.Length == 0 ? part.Name : $"{part.Name}/{group.Path}", group.Weights)))
            .Prepend(("", [.. _weights.Where(weight => weight.Trainable), .. _weights.Where(weight => !weight.Trainable)]))
        : [("", Weights)];

    /// <summary>All weights: trainable ones first, as files hold them.</summary>
    public IReadOnlyList<Weight> Weights => [.. TrainableWeights, .. NonTrainableWeights];

    /// <summary>The weights that training changes; none where the layer is frozen.</summary>
    public virtual IReadOnlyList<Weight> TrainableWeights =>
        Trainable ? [.. _weights.Where(weight => weight.Trainable), .. SubLayers.SelectMany(layer => layer.TrainableWeights)] : [];

    /// <summary>The weights that training leaves alone: all, where the layer is frozen.</summary>
    public virtual IReadOnlyList<Weight> NonTrainableWeights => Trainable
        ? [.. _weights.Where(weight => !weight.Trainable), .. SubLayers.SelectMany(layer => layer.NonTrainableWeights)]
        : [.. _weights.Where(weight => weight.Trainable), .. SubLayers.SelectMany(layer => layer.TrainableWeights),
           .. _weights.Where(weight => !weight.Trainable), .. SubLayers.SelectMany(layer => layer.NonTrainableWeights)];

    /// <summary>The weights of this layer alone, in the order in which they were added.</summary>
    internal IReadOnlyList<Weight> OwnWeights => _weights;

    /// <summary>The number of values in all weights.</summary>
    /// <exception cref="InvalidOperationException">The layer is not built yet.</exception>
    public virtual long CountParams()
    {
        if (!Built)
            throw new InvalidOperationException($"`{Name}`: the layer must be built before its parameters are counted: call it on a tensor or give its inputShape.");
        return Weights.Sum(weight => weight.Shape.Count);
    }

    /// <summary>Copies of all weights, in the order of <see cref="Weights"/>.</summary>
    public virtual NDArray[] GetWeights() => [.. Weights.Select(weight => weight.Value)];

    /// <summary>Sets all weights.</summary>
    /// <exception cref="ArgumentException">There are more or fewer arrays than weights, or one has another shape.</exception>
    public virtual void SetWeights(params NDArray[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var own = Weights;
        if (own.Count != weights.Length)
            throw new ArgumentException($"`{Name}`: one array a weight is expected, {own.Count} in all. Received: {weights.Length} arrays.", nameof(weights));
        var values = weights.Select(NumSharpAdapter.ToHost).ToArray();
        for (var i = 0; i < values.Length; i++)
            if (!values[i].Shape.Equals(own[i].Shape))
                throw new ArgumentException($"`{Name}`: weight {i} ({own[i].Name}) has the shape {own[i].Shape}. Received: shape={values[i].Shape}.", nameof(weights));
        for (var i = 0; i < values.Length; i++)
            own[i].Write(values[i]);
    }

    /// <summary>Calls the layer on a symbolic tensor: Python's <c>layer(x)</c>. The first call builds the weights.</summary>
    /// <exception cref="ArgumentException">The input's shape does not fit the layer.</exception>
    public KerasTensor Apply(KerasTensor input) => Apply([input])[0];

    /// <summary>Calls the layer on several symbolic tensors: Python's <c>layer([a, b])</c>.</summary>
    public KerasTensor[] Apply(params KerasTensor[] inputs) => Apply(inputs, null);

    internal virtual KerasTensor[] Apply(KerasTensor[] inputs, JsonObject? arguments)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var shapes = Array.ConvertAll(inputs, input => input.Shape);
        EnsureBuilt(shapes);
        var outputShapes = ComputeOutputShapes(shapes);
        var type = OutputDataType(inputs[0].DataType);
        var outputs = Array.ConvertAll(outputShapes, shape => new KerasTensor(shape, type, Name));
        _ = new Node(this, inputs, outputs, arguments);
        DrawSeeds();
        return outputs;
    }

    /// <summary>
    /// Takes from NumPy's generator what Keras 2.3.1 on Theano takes when this layer is called: one number for each noise, so that
    /// the weights and shuffles that follow are Python's. (Theano's own generator is not ours: the numbers are not used.)
    /// </summary>
    internal virtual void DrawSeeds()
    {
    }

    internal void EnsureBuilt(Shape[] shapes)
    {
        CheckInputs(shapes);
        if (Built)
            return;
        Build(shapes);
        Built = true;
    }

    /// <summary>The type of the output for an input of a type; default: the layer's own.</summary>
    protected internal virtual DataType OutputDataType(DataType input) => DataType;

    /// <summary>Throws where the inputs can never fit: another rank or number of inputs, another size of an axis.</summary>
    protected internal virtual void CheckInputs(Shape[] shapes)
    {
    }

    /// <summary>Makes the weights for inputs of these shapes; layers with one input override the other form.</summary>
    protected internal virtual void Build(Shape[] inputShapes) => Build(Single(inputShapes));

    /// <summary>Makes the weights for an input of this shape.</summary>
    protected internal virtual void Build(Shape inputShape)
    {
    }

    /// <summary>The shapes of the outputs for inputs of these shapes; layers with one input and output override the other form.</summary>
    public virtual Shape[] ComputeOutputShapes(Shape[] inputShapes) => [ComputeOutputShape(Single(inputShapes))];

    /// <summary>The shape of the output for an input of this shape; default: the same.</summary>
    public virtual Shape ComputeOutputShape(Shape inputShape) => inputShape;

    /// <summary>
    /// Adds the layer's operations to a graph; layers with one input and output override the simplest form. The masks are those
    /// of the inputs, null where there is none.
    /// </summary>
    protected internal virtual Output[] Call(Output[] inputs, Output?[] masks, CallContext context) =>
        [Call(Single(inputs), masks.Length > 0 ? masks[0] : null, context)];

    /// <summary>As Call, with the arguments of this very call that files carry; default: there are none.</summary>
    internal virtual Output[] CallNode(Output[] inputs, Output?[] masks, JsonObject? arguments, CallContext context) => Call(inputs, masks, context);

    /// <summary>Adds the operations of a layer that looks at the mask of its one input.</summary>
    protected internal virtual Output Call(Output input, Output? mask, CallContext context) => Call(input, context);

    /// <summary>Adds the operations of a layer with one input.</summary>
    protected internal virtual Output Call(Output input, CallContext context) => input;

    /// <summary>The masks of the outputs; default: the input's own mask for each output where <see cref="SupportsMasking"/>, else none.</summary>
    /// <exception cref="InvalidOperationException">A mask came and the layer can't take one (Keras 2.3.1's rule; later ones drop it).</exception>
    protected internal virtual Output?[] ComputeMask(Output[] inputs, Output?[] masks, Output[] outputs, CallContext context)
    {
        if (SupportsMasking)
            return [.. outputs.Select(_ => masks.Length > 0 ? masks[0] : null)];
        // tf.keras and Keras 3 let the mask end here.
        if (Dialect == KerasDialect.Keras2 && masks.Any(mask => mask is not null))
            throw new InvalidOperationException($"`{Name}`: the layer {ClassName} takes no mask, yet its input carries one (from an Embedding with mask_zero or a Masking layer).");
        return new Output?[outputs.Length];
    }

    /// <summary>The layer's settings as files hold them, in Keras' order: name, trainable, batch_input_shape, dtype, then its own.</summary>
    public virtual JsonObject GetConfig()
    {
        var config = new JsonObject { ["name"] = Name, ["trainable"] = Trainable };
        if (BatchInputShape is not null)
            config["batch_input_shape"] = ConfigWriter.Shape(BatchInputShape);
        config["dtype"] = DataType.Name();
        return config;
    }

    /// <summary>Adds a weight; for use in Build.</summary>
    /// <param name="name">The name within the layer: "kernel".</param>
    /// <param name="shape">The dimensions, all known.</param>
    /// <param name="initializer">What the first value is.</param>
    /// <param name="regularizer">A penalty on the value; default: none.</param>
    /// <param name="constraint">What is done to the value after each step; default: nothing.</param>
    /// <param name="trainable">Whether training changes it; default: true.</param>
    /// <param name="dataType">The element type; default: the layer's.</param>
    protected Weight AddWeight(string name, Shape shape, Initializer initializer, Regularizer? regularizer = null, Constraint? constraint = null, bool trainable = true, DataType? dataType = null)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        ArgumentNullException.ThrowIfNull(shape);
        if (!shape.IsFullyKnown)
            throw new ArgumentException($"`{Name}`: the weight {name} needs known dimensions. Received: shape={shape}. The layer's input must have its last dimensions defined.", nameof(shape));
        var type = dataType ?? DataType;
        var values = initializer.Prepare(shape);
        var weight = new Weight($"{Name}/{name}", shape, type, () => values().Cast(type), trainable)
        {
            Regularizer = regularizer,
            Constraint = constraint,
        };
        _weights.Add(weight);
        return weight;
    }

    /// <summary>Frees the weights on their device.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the weights on their device.</summary>
    protected virtual void Dispose(bool disposing)
    {
        foreach (var weight in _weights)
            weight.Dispose();
        foreach (var layer in SubLayers)
            layer.Dispose();
    }

    private T Single<T>(T[] values) => values.Length == 1
        ? values[0]
        : throw new ArgumentException($"`{Name}`: the layer {ClassName} takes one input. Received: {values.Length} inputs.");
}
