using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// A recurrent layer forwards and another backwards, their outputs joined. Input (batch, steps, ...), output as the layer's, with
/// twice its last axis where they are concatenated. Keras: keras.layers.Bidirectional.
/// </summary>
public sealed class Bidirectional : Wrapper
{
    /// <summary>Wraps a recurrent layer.</summary>
    /// <param name="layer">The layer that goes forwards; the other is made from its settings.</param>
    /// <param name="mergeMode">How the outputs are joined: "concat" (default), "sum", "mul", "ave", or null: they stay apart.</param>
    /// <param name="backwardLayer">The layer that goes backwards; default: made from the first one's settings.</param>
    /// <param name="inputShape">The shape of one sample, steps first, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: bidirectional_1, bidirectional_2, ...</param>
    /// <exception cref="ArgumentException">The mode is another, or the layer has names that can't be kept apart.</exception>
    public Bidirectional(RNN layer, string? mergeMode = "concat", RNN? backwardLayer = null, Shape? inputShape = null, string? name = null) : base(layer, name)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (mergeMode is not (null or "concat" or "sum" or "mul" or "ave"))
            throw new ArgumentException($"`Bidirectional`: mergeMode must be 'concat', 'sum', 'mul', 'ave' or null. Received: mergeMode='{mergeMode}'.", nameof(mergeMode));
        MergeMode = mergeMode;
        BatchInputShape = inputShape?.Insert(0, -1);
        _config = layer.GetConfig();
        Backward = backwardLayer ?? Reversed(layer, _config);
        if (backwardLayer is null)
            (layer.Name, Backward.Name) = ("forward_" + layer.Name, "backward_" + layer.Name);
    }

    private readonly JsonObject _config;

    internal Bidirectional(ConfigReader config) : this(
        config.Layer("layer") as RNN ?? throw config.Wrong("layer", "a recurrent layer"),
        config.Has("merge_mode") || !config.Json.ContainsKey("merge_mode") ? config.String("merge_mode", "concat") : null,
        config.Has("backward_layer") ? config.Layer("backward_layer") as RNN ?? throw config.Wrong("backward_layer", "a recurrent layer") : null,
        name: config.Name) => config.Ignore("merge_mode", "num_constants");

    /// <summary>The layer that goes forwards.</summary>
    public RNN Forward => (RNN)Inner;

    /// <summary>The layer that goes backwards.</summary>
    public RNN Backward { get; }

    /// <summary>How the outputs are joined; null: they stay apart.</summary>
    public string? MergeMode { get; }

    /// <inheritdoc/>
    public override bool Trainable
    {
        get => base.Trainable;
        set
        {
            base.Trainable = value;
            if (Backward is not null)
                Backward.Trainable = value;
        }
    }

    /// <inheritdoc/>
    public override bool Stateful => Forward.Stateful;

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override IEnumerable<Layer> SubLayers => [Forward, Backward];

    internal override IReadOnlyList<Layer> WeightParts => [Forward, Backward];

    internal override IEnumerable<(string Path, IReadOnlyList<Weight> Weights)> StateGroups =>
        Forward.StateGroups.Select(group => ("forward_layer/" + group.Path, group.Weights))
            .Concat(Backward.StateGroups.Select(group => ("backward_layer/" + group.Path, group.Weights)));

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes) => Forward.CheckInputs(shapes);

    /// <inheritdoc/>
    protected internal override void Build(Shape[] inputShapes)
    {
        foreach (var layer in new[] { Forward, Backward })
        {
            layer.EnsureBuilt(inputShapes);
            layer.NameWeights($"{Name}/{layer.Name}");
        }
    }

    /// <inheritdoc/>
    public override Shape[] ComputeOutputShapes(Shape[] inputShapes)
    {
        var shapes = Forward.ComputeOutputShapes(inputShapes);
        Shape[] states = [.. shapes[1..], .. shapes[1..]];
        return MergeMode switch
        {
            null => [shapes[0], shapes[0], .. states],
            "concat" => [shapes[0].With(-1, 2 * shapes[0][-1]), .. states],
            _ => [shapes[0], .. states],
        };
    }

    /// <inheritdoc/>
    protected internal override Output[] Call(Output[] inputs, Output?[] masks, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(masks);
        var half = (inputs.Length - 1) / 2;
        if (inputs.Length % 2 == 0)
            throw new ArgumentException($"`{Name}`: the initial states must be those of both directions. Received: {inputs.Length - 1} states.");
        var mask = masks.Length > 0 ? masks[..1] : [];
        // tf.keras and Keras 3 set this whatever the layers' own settings say.
        if (Dialect != KerasDialect.Keras2)
            Forward.ZeroOutputForMask = Backward.ZeroOutputForMask = Forward.ReturnSequences;
        var forward = Forward.Call([inputs[0], .. inputs[1..(1 + half)]], mask, context);
        var backward = Backward.Call([inputs[0], .. inputs[(1 + half)..]], mask, context);
        var (y, reversed) = (forward[0], Forward.ReturnSequences ? Ops.Reverse(backward[0], 1) : backward[0]);
        Output[] states = [.. forward[1..], .. backward[1..]];
        return MergeMode switch
        {
            null => [y, reversed, .. states],
            "concat" => [Ops.Concat([y, reversed], y.Rank - 1), .. states],
            "sum" => [y + reversed, .. states],
            "ave" => [(y + reversed) / 2, .. states],
            _ => [y * reversed, .. states],
        };
    }

    /// <inheritdoc/>
    protected internal override Output?[] ComputeMask(Output[] inputs, Output?[] masks, Output[] outputs, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(masks);
        var result = new Output?[outputs.Length];
        if (Forward.ReturnSequences && masks.Length > 0)
            for (var i = 0; i < (MergeMode is null ? 2 : 1); i++)
                result[i] = masks[0];
        return result;
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["layer"] = ConfigWriter.Object(Inner.ClassName, (JsonObject)_config.DeepClone());
        config["merge_mode"] = MergeMode;
        return config;
    }

    private static RNN Reversed(RNN layer, JsonObject config)
    {
        var turned = (JsonObject)config.DeepClone();
        turned["go_backwards"] = !layer.GoBackwards;
        var made = LayerRegistry.Create(layer.ClassName, turned, new LoadContext($"`{layer.Name}`", KerasVersions.Of(layer.Dialect), CustomObjects.Empty));
        made.Dialect = layer.Dialect;
        return (RNN)made;
    }
}
