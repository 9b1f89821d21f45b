using KerasPort.TensorFlow;

namespace KerasPort.Layers;

/// <summary>
/// What a layer, loss, metric or optimizer needs while it adds its operations to a graph: the values of weights, a place for
/// their updates, the phase, random seeds. Values are symbolic; updates take effect when the graph's function has run.
/// </summary>
public sealed class CallContext
{
    private readonly Dictionary<Weight, Output> _values;
    private readonly Dictionary<Weight, Output> _resources = [];
    private readonly List<Weight> _captured = [];
    private readonly HashSet<Weight> _updated = [];
    private readonly List<Operation> _effects = [];
    private readonly List<Output> _losses = [];
    private readonly CallContext? _outer;

    internal CallContext(Graph graph, bool training, KerasDialect dialect = KerasDialect.Keras2)
    {
        (Graph, Training, Dialect, _values) = (graph, training, dialect, []);
    }

    private CallContext(CallContext outer, Graph graph, Dictionary<Weight, Output> values)
    {
        (Graph, Training, Dialect, _outer, _values) = (graph, outer.Training, outer.Dialect, outer, values);
    }

    /// <summary>The graph that is being built.</summary>
    public Graph Graph { get; }

    /// <summary>Whether this is a training step: dropout drops, batch normalization uses the batch.</summary>
    public bool Training { get; }

    /// <summary>Whether a gradient may be asked for: loops keep what it needs.</summary>
    internal bool Differentiable { get; init; } = true;

    /// <summary>Which Keras' arithmetic applies.</summary>
    public KerasDialect Dialect { get; }

    /// <summary>The seed of the run and the number of the step, both int64 scalars; null where nothing random happens.</summary>
    internal (Output Seed, Output Step)? Randomness { get; set; }

    /// <summary>The weights that the graph reads or changes, in the order in which its function takes their resources.</summary>
    internal IReadOnlyList<Weight> Captured => _captured;

    /// <summary>The placeholders of the captured weights' resources, in the same order.</summary>
    internal IEnumerable<Output> Resources => _captured.Select(weight => _resources[weight]);

    /// <summary>Penalties that layers added: scalars.</summary>
    internal IReadOnlyList<Output> Losses => _losses;

    /// <summary>The symbolic value of a weight: after <see cref="Update"/>, the new one.</summary>
    public Output Value(Weight weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (_values.TryGetValue(weight, out var value))
            return value;
        if (_outer is not null)
            throw new InvalidOperationException($"`{weight.Name}` was not handed to the nested graph that reads it.");
        return _values[weight] = Ops.ReadVariable(Resource(weight), weight.DataType, weight.Shape);
    }

    /// <summary>Gives a weight a new value, which takes effect when the function has run and is what <see cref="Value"/> gives from now on.</summary>
    public void Update(Weight weight, Output value)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (_outer is not null)
            throw new InvalidOperationException($"`{weight.Name}` can't be changed within a loop's body.");
        Resource(weight);
        _values[weight] = value;
        _updated.Add(weight);
    }

    /// <summary>The resource of a weight, for operations that change it themselves; add them with <see cref="AddEffect"/>.</summary>
    internal Output Resource(Weight weight)
    {
        if (_resources.TryGetValue(weight, out var resource))
            return resource;
        _captured.Add(weight);
        // No shape: TensorFlow 1.15 takes a resource's own for that of the value behind it.
        return _resources[weight] = Ops.Placeholder(Graph, DataType.Resource, Shape.Unknown, "resource");
    }

    /// <summary>An operation that must run although no output depends on it.</summary>
    internal void AddEffect(Operation operation) => _effects.Add(operation);

    /// <summary>Adds a scalar to the model's loss: a penalty on activities.</summary>
    public void AddLoss(Output loss) => (_outer ?? this)._losses.Add(loss);

    /// <summary>
    /// Two int64 numbers for a stateless random operation: they differ from layer to layer and from step to step, and repeat
    /// from run to run under the same seed.
    /// </summary>
    /// <param name="stream">A number of the caller's: layers use the index that their seed gives.</param>
    public Output RandomSeed(long stream)
    {
        var (seed, step) = (_outer ?? this).Randomness
            ?? throw new InvalidOperationException("Random operations belong into training steps: this graph has no step counter.");
        return Ops.Stack([seed + Ops.Constant(Graph, stream, DataType.Int64), step]);
    }

    /// <summary>A context for a nested graph, which sees these weights' values as its own inputs.</summary>
    internal CallContext Nested(Graph graph, IEnumerable<(Weight Weight, Output Value)> values) =>
        new(this, graph, values.ToDictionary(pair => pair.Weight, pair => pair.Value));

    /// <summary>Adds the assignments of all updates: each after everything that read the old value. Call it once, last.</summary>
    internal Operation[] Finish(IReadOnlyList<Operation>? after = null)
    {
        foreach (var weight in _captured.Where(_updated.Contains))
            _effects.Add(Ops.AssignVariable(_resources[weight], _values[weight], after));
        return [.. _effects];
    }
}
