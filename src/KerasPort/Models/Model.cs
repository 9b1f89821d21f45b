using KerasPort.Layers;
using KerasPort.TensorFlow;
using KerasPort.Utils;
using NumSharp;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Models;

/// <summary>
/// Layers between inputs and outputs, with training and saving. A model is a layer too: it can stand within another.
/// Keras: keras.models.Model.
/// </summary>
public partial class Model : Layer
{
    // A stack's is mapped when it is needed, not at each layer that is added.
    private NetworkGraph? _graph;

    /// <summary>Makes a model of one input and one output.</summary>
    public Model(KerasTensor input, KerasTensor output, string? name = null) : this([input], [output], name)
    {
    }

    /// <summary>Makes a model of several inputs or outputs.</summary>
    /// <exception cref="ArgumentException">The outputs don't follow from the inputs, or two layers share a name.</exception>
    public Model(KerasTensor[] inputs, KerasTensor[] outputs, string? name = null) : base(name)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        SetGraph(inputs, outputs);
    }

    /// <summary>Makes a model whose class says in <see cref="Call(KerasTensor[])"/> how its layers are connected.</summary>
    /// <param name="name">The name; default: the class' name in snake case with a number.</param>
    protected Model(string? name = null) : base(name) => (Inputs, Outputs) = ([], []);

    /// <summary>The symbolic inputs.</summary>
    public IReadOnlyList<KerasTensor> Inputs { get; private set; } = [];

    /// <summary>The symbolic outputs.</summary>
    public IReadOnlyList<KerasTensor> Outputs { get; private set; } = [];

    /// <summary>The layers in Keras' order: inputs first, then by depth.</summary>
    public virtual IReadOnlyList<Layer> Layers => AllLayers;

    /// <summary>All layers, a Sequential model's InputLayer among them.</summary>
    internal virtual IReadOnlyList<Layer> AllLayers => Graph?.Layers ?? [];

    /// <summary>The calls of layers by depth: what the summary tells connections from.</summary>
    internal NetworkGraph? Graph => Outputs.Count == 0 ? null : _graph ??= NetworkGraph.Map(Name, [.. Inputs], [.. Outputs]);

    /// <inheritdoc/>
    public override string ClassName => "Model";

    internal override string FileClassName => this is Sequential ? "Sequential" : "Functional";

    /// <summary>What was passed over when the model was read from a file.</summary>
    public IReadOnlyList<string> LoadWarnings { get; private set; } = [];

    /// <inheritdoc/>
    protected internal override IEnumerable<Layer> SubLayers => AllLayers;

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override bool Stateful => AllLayers.Any(layer => layer.Stateful);

    /// <summary>The arrays of the .keras format, of a model that stands within a wrapper: layers/dense, layers/dense_1.</summary>
    internal override IEnumerable<(string Path, IReadOnlyList<Weight> Weights)> StateGroups
    {
        get
        {
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var layer in AllLayers)
            {
                var name = LayerNames.ToSnakeCase(layer.FileClassName);
                var count = counts[name] = counts.GetValueOrDefault(name) + 1;
                foreach (var (path, weights) in layer.StateGroups.Where(group => group.Weights.Count > 0))
                    yield return ($"layers/{(count == 1 ? name : $"{name}_{count - 1}")}{(path.Length == 0 ? "" : "/" + path)}", weights);
            }
        }
    }

    /// <inheritdoc/>
    public override KerasTensor Output => Outputs.Count == 1 ? Outputs[0] : throw new InvalidOperationException($"`{Name}`: the model has {Outputs.Count} outputs: use Outputs[i].");

    /// <inheritdoc/>
    public override KerasTensor Input => Inputs.Count == 1 ? Inputs[0] : throw new InvalidOperationException($"`{Name}`: the model has {Inputs.Count} inputs: use Inputs[i].");

    /// <summary>
    /// Connects the layers of a subclass: called once, when the model is built by <see cref="Build(Shape[])"/>, by the first data
    /// or by its first call. Keras: Model.call.
    /// </summary>
    /// <param name="inputs">The symbolic inputs.</param>
    /// <returns>The symbolic outputs, made by calling layers.</returns>
    protected virtual KerasTensor[] Call(KerasTensor[] inputs) =>
        throw new InvalidOperationException($"`{Name}`: {GetType().Name} must override Call to say how its layers are connected.");

    /// <summary>Builds a subclass' weights for inputs of these shapes; a model that is built stays as it is.</summary>
    /// <param name="batchInputShapes">The whole shape of each input, batch first.</param>
    public new void Build(params Shape[] batchInputShapes)
    {
        ArgumentNullException.ThrowIfNull(batchInputShapes);
        if (Outputs.Count > 0)
            return;
        if (batchInputShapes.Length == 0)
            throw new ArgumentException($"`{Name}`: a shape for each input is needed. Received: none.", nameof(batchInputShapes));
        var inputs = Array.ConvertAll(batchInputShapes, shape => new InputLayer(shape, DataType, null).Output);
        SetGraph(inputs, Call(inputs));
    }

    internal override KerasTensor[] Apply(KerasTensor[] inputs, System.Text.Json.Nodes.JsonObject? arguments)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (Outputs.Count == 0)
            Build(Array.ConvertAll(inputs, input => input.Shape));
        return base.Apply(inputs, arguments);
    }

    /// <summary>The names of the inputs, for data given as a dictionary.</summary>
    public IReadOnlyList<string> InputNames => [.. Inputs.Select(tensor => tensor.Layer.Name)];

    /// <summary>The names of the outputs, for losses and data given as a dictionary: a layer's twice gets a number.</summary>
    public IReadOnlyList<string> OutputNames
    {
        get
        {
            var names = new List<string>();
            foreach (var output in Outputs)
            {
                var name = output.Layer.Name;
                for (var i = 1; names.Contains(name); i++)
                    name = $"{output.Layer.Name}_{i}";
                names.Add(name);
            }
            return names;
        }
    }

    /// <summary>The shape of the only input, batch included.</summary>
    public Shape InputShape => Inputs.Count == 1 ? Inputs[0].Shape : throw new InvalidOperationException($"`{Name}`: the model has {Inputs.Count} inputs: use Inputs[i].Shape.");

    /// <summary>The shape of the only output, batch included.</summary>
    public Shape OutputShape => Outputs.Count == 1 ? Outputs[0].Shape : throw new InvalidOperationException($"`{Name}`: the model has {Outputs.Count} outputs: use Outputs[i].Shape.");

    /// <summary>The layer of this name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public Layer GetLayer(string name) => Layers.FirstOrDefault(layer => layer.Name == name)
        ?? throw new ArgumentException($"`{Name}`: there is no layer of this name. Layers: {string.Join(", ", Layers.Select(layer => layer.Name))}. Received: '{name}'.", nameof(name));

    /// <summary>The layer at this index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer layers.</exception>
    public Layer GetLayer(int index) => index >= 0 && index < Layers.Count
        ? Layers[index]
        : throw new ArgumentOutOfRangeException(nameof(index), $"`{Name}`: the model has {Layers.Count} layers. Received: index={index}.");

    /// <summary>The weights layer by layer: the order of <see cref="Layer.GetWeights"/> and of files.</summary>
    internal IEnumerable<Weight> LayerWeights => Layers.SelectMany(layer => layer.Weights);

    /// <summary>Prints the layers as Keras 2.3.1 does.</summary>
    /// <param name="lineLength">The width; default: 65, or 98 with connections.</param>
    /// <param name="positions">Where columns end, in characters or as parts of the width; default: Keras'.</param>
    /// <param name="print">What each line is given to; default: the console.</param>
    public void Summary(int? lineLength = null, double[]? positions = null, Action<string>? print = null) =>
        ModelSummary.Print(this, lineLength, positions, print ?? Console.WriteLine);

    /// <inheritdoc/>
    public override Shape[] ComputeOutputShapes(Shape[] inputShapes)
    {
        ArgumentNullException.ThrowIfNull(inputShapes);
        if (inputShapes.Length != Inputs.Count)
            throw new ArgumentException($"`{Name}`: the model takes {Inputs.Count} inputs. Received: {inputShapes.Length}.", nameof(inputShapes));
        var shapes = new Dictionary<KerasTensor, Shape>();
        for (var i = 0; i < inputShapes.Length; i++)
            shapes[Inputs[i]] = inputShapes[i];
        foreach (var node in Graph!.NodesByDepth.SelectMany(level => level).Where(node => node.Inputs.Length > 0))
        {
            var results = node.Layer.ComputeOutputShapes([.. node.Inputs.Select(input => shapes[input])]);
            for (var i = 0; i < results.Length; i++)
                shapes[node.Outputs[i]] = results[i];
        }
        return [.. Outputs.Select(output => shapes[output])];
    }

    internal override void DrawSeeds()
    {
        foreach (var node in Graph!.NodesByDepth.SelectMany(level => level).Where(node => node.Inputs.Length > 0))
            node.Layer.DrawSeeds();
    }

    /// <summary>
    /// Numbers the layers, those within others too, so that the random numbers of each depend on its place in the model, not on
    /// what else the process made: a model read from a file goes on like the one that was saved.
    /// </summary>
    internal void NumberRandomStreams()
    {
        var seen = new HashSet<Layer>();
        foreach (var layer in AllLayers)
            Number(layer);

        void Number(Layer layer)
        {
            if (!seen.Add(layer))
                return;
            layer.RandomStream = seen.Count;
            foreach (var inner in layer.SubLayers)
                Number(inner);
        }
    }

    /// <inheritdoc/>
    protected internal override Output[] Call(Output[] inputs, Output?[] masks, CallContext context) => Run(inputs, masks, context).Outputs;

    /// <inheritdoc/>
    protected internal override Output?[] ComputeMask(Output[] inputs, Output?[] masks, Output[] outputs, CallContext context) =>
        _lastMasks ?? new Output?[outputs.Length];

    // The masks of the call that has just been traced: a model computes both in one pass.
    private Output?[]? _lastMasks;

    internal (Output[] Outputs, Output?[] Masks) Run(Output[] inputs, Output?[] masks, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(context);
        var values = new Dictionary<KerasTensor, (Output Value, Output? Mask)>();
        for (var i = 0; i < inputs.Length; i++)
            values[Inputs[i]] = (inputs[i], i < masks.Length ? masks[i] : null);
        foreach (var node in Graph!.NodesByDepth.SelectMany(level => level).Where(node => node.Inputs.Length > 0))
        {
            var arguments = Array.ConvertAll(node.Inputs, input => values[input].Value);
            var argumentMasks = Array.ConvertAll(node.Inputs, input => values[input].Mask);
            using var scope = context.Graph.NameScope(GraphNames.Clean(node.Layer.Name));
            var results = node.Layer.CallNode(arguments, argumentMasks, node.Arguments, context);
            var resultMasks = node.Layer.ComputeMask(arguments, argumentMasks, results, context);
            if (node.Layer.ActivityRegularizer is { } regularizer)
                foreach (var result in results)
                    AddActivityLoss(regularizer.Call(result), result, node.Layer, context);
            for (var i = 0; i < results.Length; i++)
                values[node.Outputs[i]] = (results[i], resultMasks[i]);
        }
        _lastMasks = [.. Outputs.Select(output => values[output].Mask)];
        return ([.. Outputs.Select(output => values[output].Value)], _lastMasks);
    }

    /// <summary>Sets all weights, layer by layer.</summary>
    public override void SetWeights(params NDArray[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        using var _ = EnterExclusive();
        var own = LayerWeights.ToArray();
        if (own.Length != weights.Length)
            throw new ArgumentException($"`{Name}`: one array a weight is expected, {own.Length} in all. Received: {weights.Length} arrays.", nameof(weights));
        var values = weights.Select(NumSharpAdapter.ToHost).ToArray();
        for (var i = 0; i < values.Length; i++)
            if (!values[i].Shape.Equals(own[i].Shape))
                throw new ArgumentException($"`{Name}`: weight {i} ({own[i].Name}) has the shape {own[i].Shape}. Received: shape={values[i].Shape}.", nameof(weights));
        for (var i = 0; i < values.Length; i++)
            own[i].Write(values[i]);
    }

    /// <summary>Copies of all weights, layer by layer.</summary>
    public override NDArray[] GetWeights() => [.. LayerWeights.Select(weight => weight.Value)];

    private protected void SetGraph(KerasTensor[] inputs, KerasTensor[] outputs)
    {
        if (inputs.Length == 0 || outputs.Length == 0)
            throw new ArgumentException($"`{Name}`: a model needs at least one input and one output. Received: {inputs.Length} inputs, {outputs.Length} outputs.");
        if (inputs.FirstOrDefault(input => input.Layer is not InputLayer) is { } inner)
            throw new ArgumentException($"`{Name}`: the inputs must come from Keras.Input or an InputLayer. Received: an output of '{inner.Layer.Name}'.");
        if (inputs.Distinct().Count() != inputs.Length)
            throw new ArgumentException($"`{Name}`: every input must be given once.");
        (Inputs, Outputs) = (inputs, outputs);
        _graph = NetworkGraph.Map(Name, inputs, outputs);
        FollowDialect(_graph.Layers);
        Built = true;
        Discard();
    }

    /// <summary>As SetGraph, for a chain whose new layers were checked when they were added.</summary>
    private protected void SetChain(KerasTensor input, KerasTensor output, params ReadOnlySpan<Layer> added)
    {
        (Inputs, Outputs, _graph) = ([input], [output], null);
        FollowDialect(added);
        Built = true;
        Discard();
    }

    /// <summary>Parts of a model from a file go on in the arithmetic of the Keras that wrote it.</summary>
    private void FollowDialect(ReadOnlySpan<Layer> layers)
    {
        foreach (var layer in layers)
            if (Dialect == KerasDialect.Keras2)
                Dialect = layer.Dialect;
    }

    /// <summary>Keeps what was passed over.</summary>
    internal void SetLoadWarnings(IReadOnlyList<string> warnings) => LoadWarnings = [.. warnings];

    /// <summary>Prints what was passed over, as Python prints warnings.</summary>
    internal void PrintLoadWarnings()
    {
        foreach (var warning in LoadWarnings)
            Console.Error.WriteLine($"warning: {warning}");
    }

    private protected void ClearGraph() => (Inputs, Outputs, _graph, Built) = ([], [], null, false);

    private static void AddActivityLoss(Output loss, Output activity, Layer layer, CallContext context)
    {
        // tf.keras and Keras 3 divide by the batch's size; Keras 2.3.1 takes the sum.
        if (layer.Dialect != KerasDialect.Keras2)
            loss /= Ops.Cast(Ops.Dimension(activity, 0), loss.DataType);
        context.AddLoss(loss);
    }
}
