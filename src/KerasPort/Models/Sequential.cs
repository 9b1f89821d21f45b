using KerasPort.Layers;
using KerasPort.Training;
using NumSharp;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Models;

/// <summary>
/// A stack of layers, each with one input and one output. Without an input shape it is built by the first data it sees.
/// Keras: keras.models.Sequential.
/// </summary>
public sealed class Sequential : Model
{
    private readonly List<Layer> _stack = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Makes an empty stack.</summary>
    /// <param name="name">The name; default: sequential_1, sequential_2, ...</param>
    public Sequential(string? name = null) : base(name)
    {
    }

    /// <summary>Makes a stack of these layers.</summary>
    public Sequential(IEnumerable<Layer> layers, string? name = null) : base(name)
    {
        ArgumentNullException.ThrowIfNull(layers);
        foreach (var layer in layers)
            Add(layer);
    }

    /// <inheritdoc/>
    public override string ClassName => "Sequential";

    /// <summary>The layers, without the InputLayer.</summary>
    public override IReadOnlyList<Layer> Layers => _stack is [InputLayer, ..] ? _stack[1..] : _stack;

    internal override IReadOnlyList<Layer> AllLayers => _stack;

    /// <summary>The input shape that data or <see cref="Build(Shape)"/> gave, where no layer did.</summary>
    internal Shape? BuildInputShape { get; private set; }

    /// <summary>Adds a layer on top.</summary>
    /// <exception cref="ArgumentException">The layer has several outputs, can't follow the one below, or its name is taken.</exception>
    public void Add(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (_names.Contains(layer.Name))
            throw new ArgumentException($"`{Name}`: every layer must have a name of its own. Received: '{layer.Name}' again.", nameof(layer));
        if (_stack.Count == 0)
            AddFirst(layer);
        else if (Outputs.Count > 0)
            Extend(layer, Outputs[0]);
        else
            Put(_stack.Count, layer);
    }

    /// <summary>Takes the top layer off.</summary>
    /// <exception cref="InvalidOperationException">There are no layers.</exception>
    public void Pop()
    {
        if (Layers.Count == 0)
            throw new InvalidOperationException($"`{Name}`: there are no layers to take off.");
        var removed = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        _names.Remove(removed.Name);
        if (Outputs.Count == 0)
            return;
        var below = Outputs[0].Node.Inputs;
        removed.InboundNodes.Remove(Outputs[0].Node);
        if (Layers.Count == 0)
        {
            _stack.Clear();
            _names.Clear();
            ClearGraph();
        }
        else
        {
            SetChain(Inputs[0], below[0]);
        }
    }

    /// <summary>Builds the weights for inputs of this shape, where no layer gave one.</summary>
    /// <param name="batchInputShape">The whole shape, batch first.</param>
    public new void Build(Shape batchInputShape)
    {
        ArgumentNullException.ThrowIfNull(batchInputShape);
        if (Outputs.Count > 0)
            return;
        if (_stack.Count == 0)
            throw new InvalidOperationException($"`{Name}`: the model has no layers to build.");
        BuildInputShape = batchInputShape;
        var tensor = new InputLayer(batchInputShape, _stack[0].DataType, null).Output;
        var output = tensor;
        foreach (var layer in _stack)
            output = Single(layer.Apply([output]), layer);
        Put(0, tensor.Layer);
        SetChain(tensor, output, [.. _stack]);
    }

    /// <summary>
    /// The class of each sample: the place of the largest output, int64 (samples,); of one output whether it is above 0.5, int32
    /// (samples, 1). Keras: Sequential.predict_classes.
    /// </summary>
    /// <param name="x">Inputs.</param>
    /// <param name="batchSize">Samples a step; default: 32.</param>
    /// <param name="verbose">0 (default): silent, 1: a progress bar.</param>
    public NDArray PredictClasses(ModelData x, int? batchSize = null, int verbose = 0)
    {
        var outputs = NumSharpAdapter.ToHost(Predict(x, batchSize, verbose));
        var (values, width) = (outputs.ToSingles(), (int)outputs.Shape[-1]);
        if (width <= 1)
            return NumSharpAdapter.ToNDArray(new HostArray(Array.ConvertAll(values, value => value > 0.5f ? 1 : 0), outputs.Shape));
        var classes = new long[values.Length / width];
        for (var i = 0; i < classes.Length; i++)
            classes[i] = HostArray.LargestAt(values.AsSpan(i * width, width));
        return NumSharpAdapter.ToNDArray(new HostArray(classes, outputs.Shape[..^1]));
    }

    /// <summary>The same as <see cref="Model.Predict"/>. Keras: Sequential.predict_proba.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="batchSize">Samples a step; default: 32.</param>
    /// <param name="verbose">0 (default): silent, 1: a progress bar.</param>
    public NDArray PredictProba(ModelData x, int? batchSize = null, int verbose = 0) => Predict(x, batchSize, verbose);

    /// <inheritdoc/>
    public override System.Text.Json.Nodes.JsonObject GetConfig() => Saving.ModelConfigWriter.Sequential(this);

    internal override KerasTensor[] Apply(KerasTensor[] inputs, System.Text.Json.Nodes.JsonObject? arguments)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (Outputs.Count == 0 && inputs.Length == 1)
            Build(inputs[0].Shape);
        return base.Apply(inputs, arguments);
    }

    private void AddFirst(Layer layer)
    {
        if (layer is InputLayer input)
        {
            Put(0, layer);
            SetChain(input.Output, input.Output, layer);
            return;
        }
        var first = layer;
        while (first is Model { AllLayers.Count: > 0 } model)
            first = model.Layers.Count > 0 ? model.Layers[0] : model.AllLayers[0];
        if (first is Model)
            throw new ArgumentException($"`{Name}`: an empty model can't be added. Received: '{layer.Name}'.", nameof(layer));
        var shape = layer is Model { Inputs.Count: 1 } inner ? inner.Inputs[0].Shape : first.BatchInputShape;
        if (shape is null)
        {
            Put(0, layer);
            return;
        }
        var entry = new InputLayer(shape, first.DataType, layer.Name + "_input");
        Put(0, entry);
        Extend(layer, entry.Output);
    }

    private void Extend(Layer layer, KerasTensor below)
    {
        var output = Single(layer.Apply([below]), layer);
        Put(_stack.Count, layer);
        SetChain(Inputs.Count > 0 ? Inputs[0] : below, output, layer);
    }

    private void Put(int index, Layer layer)
    {
        _stack.Insert(index, layer);
        _names.Add(layer.Name);
    }

    private KerasTensor Single(KerasTensor[] outputs, Layer layer) => outputs.Length == 1
        ? outputs[0]
        : throw new ArgumentException($"`{Name}`: every layer must have one output. Received: '{layer.Name}' with {outputs.Length}; use the functional API.");
}
