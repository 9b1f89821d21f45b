using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Attention in several subspaces at once: each head projects query, key and value, compares them, and the heads' means are
/// projected together. Inputs query (batch, queries, n), value (batch, values, m) and, if they differ from the values, key;
/// output (batch, queries, n). Keras: keras.layers.MultiHeadAttention (tf.keras and Keras 3).
/// </summary>
public sealed class MultiHeadAttention : AttentionLayer
{
    private readonly int[]? _outputShape;
    private readonly int[]? _attentionAxes;
    private EinsumDense? _query;
    private EinsumDense? _key;
    private EinsumDense? _value;
    private EinsumDense? _output;

    /// <summary>Makes the layer.</summary>
    /// <param name="numHeads">The number of heads.</param>
    /// <param name="keyDim">The size of each head's query and key.</param>
    /// <param name="valueDim">The size of each head's value; default: keyDim.</param>
    /// <param name="dropout">The share of weights that is dropped in training; default: 0.</param>
    /// <param name="useBias">Whether the projections have biases; default: true.</param>
    /// <param name="outputShape">The output's last dimensions; default: the query's last.</param>
    /// <param name="attentionAxes">The axes over which queries look for values; default: all but batch and features.</param>
    /// <param name="kernelInitializer">The kernels' first values; default: glorot_uniform.</param>
    /// <param name="biasInitializer">The biases' first values; default: zeros.</param>
    /// <param name="kernelRegularizer">A penalty on the kernels; default: none.</param>
    /// <param name="biasRegularizer">A penalty on the biases; default: none.</param>
    /// <param name="activityRegularizer">A penalty on the output; default: none.</param>
    /// <param name="kernelConstraint">What is done to the kernels after each step; default: nothing.</param>
    /// <param name="biasConstraint">What is done to the biases after each step; default: nothing.</param>
    /// <param name="seed">A seed for this layer; default: one of its own, under the model's seed.</param>
    /// <param name="name">The name; default: multi_head_attention_1, multi_head_attention_2, ...</param>
    /// <param name="trainable">Whether training may change the weights; default: true.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public MultiHeadAttention(
        int numHeads,
        int keyDim,
        int? valueDim = null,
        double dropout = 0,
        bool useBias = true,
        IntTuple? outputShape = null,
        IntTuple? attentionAxes = null,
        Initializer? kernelInitializer = null,
        Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null,
        Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null,
        Constraint? kernelConstraint = null,
        Constraint? biasConstraint = null,
        int? seed = null,
        string? name = null,
        bool trainable = true)
        : base(dropout, seed, null, name, trainable)
    {
        if (numHeads <= 0 || keyDim <= 0 || valueDim <= 0)
            throw new ArgumentOutOfRangeException(nameof(numHeads), $"`MultiHeadAttention`: num_heads, key_dim and value_dim must be positive integers. Received: num_heads={numHeads}, key_dim={keyDim}, value_dim={valueDim}.");
        (NumHeads, KeyDim, ValueDim, UseBias) = (numHeads, keyDim, valueDim ?? keyDim, useBias);
        (_outputShape, _attentionAxes) = (outputShape?.ToArray(), attentionAxes?.ToArray());
        KernelInitializer = kernelInitializer ?? "glorot_uniform";
        BiasInitializer = biasInitializer ?? "zeros";
        KernelRegularizer = kernelRegularizer;
        BiasRegularizer = biasRegularizer;
        ActivityRegularizer = activityRegularizer;
        KernelConstraint = kernelConstraint;
        BiasConstraint = biasConstraint;
    }

    internal MultiHeadAttention(ConfigReader config) : this(
        config.Int("num_heads"),
        config.Int("key_dim"),
        config.IntOrNull("value_dim"),
        config.Double("dropout", 0),
        config.Bool("use_bias", true),
        config.Has("output_shape") ? config.Ints("output_shape") : null,
        config.Has("attention_axes") ? config.Ints("attention_axes") : null,
        config.Initializer("kernel_initializer", "glorot_uniform"),
        config.Initializer("bias_initializer", "zeros"),
        config.Regularizer("kernel_regularizer"),
        config.Regularizer("bias_regularizer"),
        config.Regularizer("activity_regularizer"),
        config.Constraint("kernel_constraint"),
        config.Constraint("bias_constraint"),
        config.IntOrNull("seed"),
        config.Name) =>
        // The shapes are those of the inputs; whether a GPU computes in one kernel changes nothing.
        config.Ignore("output_shape", "attention_axes", "query_shape", "key_shape", "value_shape", "flash_attention");

    /// <summary>The number of heads.</summary>
    public int NumHeads { get; }

    /// <summary>The size of each head's query and key.</summary>
    public int KeyDim { get; }

    /// <summary>The size of each head's value.</summary>
    public int ValueDim { get; }

    /// <summary>Whether the projections have biases.</summary>
    public bool UseBias { get; }

    /// <summary>The kernels' first values.</summary>
    public Initializer KernelInitializer { get; }

    /// <summary>The biases' first values.</summary>
    public Initializer BiasInitializer { get; }

    /// <summary>The penalty on the kernels.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>The penalty on the biases.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>What is done to the kernels after each step.</summary>
    public Constraint? KernelConstraint { get; }

    /// <summary>What is done to the biases after each step.</summary>
    public Constraint? BiasConstraint { get; }

    /// <inheritdoc/>
    protected internal override IEnumerable<Layer> SubLayers => _query is null ? [] : [_query, _key!, _value!, _output!];

    internal override IEnumerable<(string Path, IReadOnlyList<Weight> Weights)> StateGroups =>
        [("query_dense", _query!.Weights), ("key_dense", _key!.Weights), ("value_dense", _value!.Weights), ("output_dense", _output!.Weights)];

    private protected override bool MasksQueries => true;

    /// <inheritdoc/>
    protected internal override void Build(Shape[] inputShapes)
    {
        ArgumentNullException.ThrowIfNull(inputShapes);
        var (query, value, key) = (ShapeOf("query", inputShapes), ShapeOf("value", inputShapes), ShapeOf("key", inputShapes));
        _query = Projection("query", query.Rank - 1, 1, [NumHeads, KeyDim]);
        _key = Projection("key", key.Rank - 1, 1, [NumHeads, KeyDim]);
        _value = Projection("value", value.Rank - 1, 1, [NumHeads, ValueDim]);
        _output = Projection("attention_output", query.Rank - 1, 2, _outputShape ?? [checked((int)query[-1])]);
        _query.EnsureBuilt([query]);
        _key.EnsureBuilt([key]);
        _value.EnsureBuilt([value]);
        _output.EnsureBuilt([query.With(-1, NumHeads).Insert(query.Rank, ValueDim)]);
    }

    private protected override (Output Result, Output Scores) Attend(Output query, Output value, Output key, Output? mask, CallContext context)
    {
        var q = _query!.Call(query, context) * (1 / Math.Sqrt(KeyDim));
        var k = _key!.Call(key, context);
        var v = _value!.Call(value, context);
        var axes = _attentionAxes?.Select(axis => axis < 0 ? axis + query.Rank : axis).ToArray() ?? [.. Enumerable.Range(1, query.Rank - 2)];
        var (comparison, combination, scoreRank) = Equations(q.Rank, axes);
        var scores = Contraction.Compute(comparison, k, q);
        if (mask is { } visible)
            for (var missing = scoreRank - visible.Rank; missing > 0; missing--)
                mask = visible = Ops.ExpandDims(visible, -2 * axes.Length - 1);
        var weights = Weigh(scores, mask, [.. Enumerable.Range(scoreRank - axes.Length, axes.Length)], context);
        var result = Contraction.Compute(combination, Drop(weights, context), v);
        return (_output!.Call(result, context), weights);
    }

    private protected override Shape ScoreShape(Shape query, Shape value) => new(query[0], NumHeads, query[1], value[1]);

    /// <inheritdoc/>
    public override Shape[] ComputeOutputShapes(Shape[] inputShapes)
    {
        ArgumentNullException.ThrowIfNull(inputShapes);
        return [_outputShape is null ? inputShapes[0] : new Shape([.. inputShapes[0].ToArray()[..^1], .. _outputShape])];
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["num_heads"] = NumHeads;
        config["key_dim"] = KeyDim;
        config["value_dim"] = ValueDim;
        config["dropout"] = Dropout;
        config["use_bias"] = UseBias;
        config["output_shape"] = _outputShape is null ? null : ConfigWriter.Ints(_outputShape);
        config["attention_axes"] = _attentionAxes is null ? null : ConfigWriter.Ints(_attentionAxes);
        config["kernel_initializer"] = ConfigWriter.Initializer(KernelInitializer);
        config["bias_initializer"] = ConfigWriter.Initializer(BiasInitializer);
        config["kernel_regularizer"] = ConfigWriter.Regularizer(KernelRegularizer);
        config["bias_regularizer"] = ConfigWriter.Regularizer(BiasRegularizer);
        config["activity_regularizer"] = ConfigWriter.Regularizer(ActivityRegularizer);
        config["kernel_constraint"] = ConfigWriter.Constraint(KernelConstraint);
        config["bias_constraint"] = ConfigWriter.Constraint(BiasConstraint);
        // tf.keras does not know the setting.
        if (Seed is not null)
            config["seed"] = Seed;
        return config;
    }

    /// <summary>From the last axes to new ones: "abc,cde->abde".</summary>
    private EinsumDense Projection(string part, int free, int bound, int[] outputShape)
    {
        var (input, inner, made) = (Letters(0, free), Letters(free, bound), Letters(free + bound, outputShape.Length));
        return new EinsumDense(
            $"{input}{inner},{inner}{made}->{input}{made}",
            [.. Enumerable.Repeat((int?)null, free - 1), .. outputShape],
            biasAxes: UseBias ? made : null,
            kernelInitializer: KernelInitializer,
            biasInitializer: BiasInitializer,
            kernelRegularizer: KernelRegularizer,
            biasRegularizer: BiasRegularizer,
            kernelConstraint: KernelConstraint,
            biasConstraint: BiasConstraint,
            name: $"{Name}/{part}",
            trainable: true);
    }

    /// <summary>How keys and queries, then weights and values are multiplied; the rank is that of the projected query.</summary>
    private static (string Comparison, string Combination, int ScoreRank) Equations(int rank, int[] axes)
    {
        var target = Letters(0, rank);
        var source = target.ToCharArray();
        for (var i = 0; i < axes.Length; i++)
            source[axes[i]] = Letters(rank, axes.Length)[i];
        var batch = string.Concat(Enumerable.Range(0, rank - 1).Where(axis => !axes.Contains(axis)).Select(axis => target[axis]));
        var scores = batch + string.Concat(axes.Select(axis => target[axis])) + string.Concat(axes.Select(axis => source[axis]));
        return ($"{new string(source)},{target}->{scores}", $"{scores},{new string(source)}->{target}", scores.Length);
    }

    private static string Letters(int first, int count) => string.Concat(Enumerable.Range(first, count).Select(i => (char)('a' + i)));
}
