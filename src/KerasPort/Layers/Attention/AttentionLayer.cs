using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// The base of layers that look up values for queries: each query gets a mean of the values, weighted by how well their keys
/// fit. Inputs are query, value and, where the keys are not the values, key.
/// </summary>
public abstract class AttentionLayer : Layer
{
    private static readonly string[] s_roles = ["query", "value", "key", "query_mask", "value_mask", "key_mask", "attention_mask"];

    private Dictionary<string, int>? _roles;

    private protected AttentionLayer(double dropout, int? seed, Shape? inputShape, string? name, bool trainable) : base(name, trainable, inputShape)
    {
        if (!(dropout is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(dropout), $"`{ClassName}`: dropout must be at least 0 and below 1. Received: dropout={dropout}.");
        (Dropout, Seed) = (dropout, seed);
    }

    /// <summary>The share of scores that is dropped in training.</summary>
    public double Dropout { get; }

    /// <summary>This layer's own seed for that, if it has one.</summary>
    public int? Seed { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <summary>Calls the layer with what only a call can say.</summary>
    /// <param name="query">(batch, queries, ...).</param>
    /// <param name="value">(batch, values, ...).</param>
    /// <param name="key">(batch, values, ...); default: the values.</param>
    /// <param name="attentionMask">(batch, queries, values): which query may see which value; default: all.</param>
    /// <param name="useCausalMask">Whether a query sees only values that are not later than itself; default: false.</param>
    /// <param name="returnAttentionScores">Whether the weights of the means are a second output; default: false.</param>
    /// <returns>The means, and the weights if they were asked for.</returns>
    public KerasTensor[] Attend(KerasTensor query, KerasTensor value, KerasTensor? key = null, KerasTensor? attentionMask = null, bool useCausalMask = false, bool returnAttentionScores = false)
    {
        var inputs = new List<KerasTensor> { query, value };
        if (key is not null)
            inputs.Add(key);
        var arguments = new JsonObject();
        if (attentionMask is not null)
        {
            arguments["attention_mask"] = CallArguments.Place(inputs.Count, 1);
            inputs.Add(attentionMask);
        }
        if (useCausalMask)
            arguments["use_causal_mask"] = true;
        if (returnAttentionScores)
            arguments["return_attention_scores"] = true;
        return Apply([.. inputs], arguments.Count > 0 ? arguments : null);
    }

    /// <summary>The means for the queries, and the weights.</summary>
    /// <param name="query">The queries.</param>
    /// <param name="value">The values.</param>
    /// <param name="key">The keys.</param>
    /// <param name="mask">Which query sees which value, to be broadcast to (batch, queries, values); null: all.</param>
    /// <param name="context">The graph.</param>
    private protected abstract (Output Result, Output Scores) Attend(Output query, Output value, Output key, Output? mask, CallContext context);

    /// <summary>The shape of the weights.</summary>
    private protected abstract Shape ScoreShape(Shape query, Shape value);

    /// <summary>Whether a query that is masked itself sees nothing; otherwise its result is set to 0.</summary>
    private protected abstract bool MasksQueries { get; }

    /// <summary>Whether the layer was made causal in the older way, by its settings.</summary>
    private protected virtual bool IsCausal => false;

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (shapes.Length < 2)
            throw new ArgumentException($"`{Name}`: the layer {ClassName} takes query, value and, if they differ from the values, key. Received: {shapes.Length} inputs.", nameof(shapes));
    }

    /// <summary>Which of the inputs that the layer is built for is the query, the value or the key; the key may be the value.</summary>
    private protected Shape ShapeOf(string role, Shape[] shapes)
    {
        var roles = _roles ??= Assign(shapes.Length, null);
        return shapes[roles.TryGetValue(role, out var index) ? index : roles["value"]];
    }

    internal override KerasTensor[] Apply(KerasTensor[] inputs, JsonObject? arguments)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        _roles = Assign(inputs.Length, arguments);
        if (!Flag(arguments, "return_attention_scores"))
            return base.Apply(inputs, arguments);
        var shapes = Array.ConvertAll(inputs, input => input.Shape);
        EnsureBuilt(shapes);
        KerasTensor[] outputs = [new(ComputeOutputShapes(shapes)[0], DataType, Name), new(ScoreShape(shapes[0], shapes[1]), DataType, Name)];
        _ = new Node(this, inputs, outputs, arguments);
        return outputs;
    }

    /// <inheritdoc/>
    protected internal override Output[] Call(Output[] inputs, Output?[] masks, CallContext context) => CallNode(inputs, masks, null, context);

    internal override Output[] CallNode(Output[] inputs, Output?[] masks, JsonObject? arguments, CallContext context)
    {
        var given = Assign(inputs.Length, arguments);
        Output? Input(string role) => given.TryGetValue(role, out var index) ? inputs[index] : null;
        Output? Mask(string role) => Input(role + "_mask") ?? (given.TryGetValue(role, out var index) && index < masks.Length ? masks[index] : null);
        var query = Input("query") ?? throw new InvalidOperationException($"`{Name}`: the call has no query.");
        var value = Input("value") ?? throw new InvalidOperationException($"`{Name}`: the call has no value.");
        var queryMask = Mask("query");
        Output? mask = Input("attention_mask") is { } wanted ? Ops.Cast(wanted, DataType.Bool) : null;
        if (MasksQueries)
            Allow(queryMask, -1);
        Allow(Mask("value"), -2);
        if (Input("key") is not null)
            Allow(Mask("key"), -2);
        if (IsCausal || Flag(arguments, "use_causal_mask"))
            mask = And(mask, Causal(query, value));
        var (result, scores) = Attend(query, value, Input("key") ?? value, mask, context);
        if (!MasksQueries && queryMask is { } valid)
            result *= Ops.Cast(Ops.ExpandDims(valid, -1), result.DataType);
        return Flag(arguments, "return_attention_scores") ? [result, scores] : [result];

        void Allow(Output? steps, int axis)
        {
            if (steps is { } some)
                mask = And(mask, Ops.ExpandDims(Ops.Cast(some, DataType.Bool), axis));
        }
    }

    /// <inheritdoc/>
    protected internal override Output?[] ComputeMask(Output[] inputs, Output?[] masks, Output[] outputs, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(masks);
        ArgumentNullException.ThrowIfNull(outputs);
        var result = new Output?[outputs.Length];
        result[0] = masks.Length > 0 ? masks[0] : null;
        return result;
    }

    /// <summary>The softmax of scores over axes without what the mask hides, with dropout in training.</summary>
    private protected static Output Weigh(Output scores, Output? mask, int[] axes, CallContext context)
    {
        if (mask is { } visible)
            scores += (1 - Ops.Cast(visible, scores.DataType)) * -1e9;
        return Softmax.Over(scores, axes);
    }

    /// <summary>The weights with some dropped in training.</summary>
    private protected Output Drop(Output weights, CallContext context) => context.Training && Dropout > 0
        ? DropoutLayer.Drop(weights, Dropout, Ops.ShapeOf(weights), context.RandomSeed(Seed ?? RandomStream))
        : weights;

    private static Output And(Output? a, Output b) => a is { } first ? Ops.LogicalAnd(first, b) : b;

    private static bool Flag(JsonObject? arguments, string key) => arguments?[key] is JsonValue value && value.TryGetValue(out bool flag) && flag;

    /// <summary>(1, queries, values): whether the value is not later than the query.</summary>
    private static Output Causal(Output query, Output value)
    {
        var graph = query.Graph;
        Output Places(Output x) => Ops.Range(Ops.Constant(graph, 0), Ops.Dimension(x, 1), Ops.Constant(graph, 1));
        return Ops.ExpandDims(Ops.GreaterEqual(Ops.ExpandDims(Places(query), 1), Ops.ExpandDims(Places(value), 0)), 0);
    }

    /// <summary>Which input has which role: those that a keyword names, then the others in the order of Keras' parameters.</summary>
    private static Dictionary<string, int> Assign(int inputs, JsonObject? arguments)
    {
        var roles = new Dictionary<string, int>();
        foreach (var role in s_roles)
            if (CallArguments.TryPlace(arguments?[role], out var first, out _))
                roles[role] = first;
        var named = roles.Values.ToHashSet();
        var unnamed = s_roles.Where(role => !roles.ContainsKey(role)).GetEnumerator();
        for (var i = 0; i < inputs; i++)
            if (!named.Contains(i) && unnamed.MoveNext())
                roles[unnamed.Current] = i;
        return roles;
    }
}
