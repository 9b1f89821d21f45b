using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Attention by sums of query and key (Bahdanau): scores are <c>sum scale tanh(query + key)</c>. Inputs query (batch, queries, n),
/// value (batch, values, m) and, if they differ from the values, key (batch, values, n); output (batch, queries, m).
/// Keras: keras.layers.AdditiveAttention (tf.keras and Keras 3).
/// </summary>
public sealed class AdditiveAttention : AttentionLayer
{
    private readonly bool _causal;
    private Weight? _scale;

    /// <summary>Makes the layer.</summary>
    /// <param name="useScale">Whether there is a trained factor for each feature; default: true.</param>
    /// <param name="dropout">The share of weights that is dropped in training; default: 0.</param>
    /// <param name="seed">A seed for this layer; default: one of its own, under the model's seed.</param>
    /// <param name="name">The name; default: additive_attention_1, additive_attention_2, ...</param>
    /// <param name="trainable">Whether training may change the weights; default: true.</param>
    /// <exception cref="ArgumentOutOfRangeException">dropout is out of its range.</exception>
    public AdditiveAttention(bool useScale = true, double dropout = 0, int? seed = null, string? name = null, bool trainable = true)
        : base(dropout, seed, null, name, trainable) => UseScale = useScale;

    internal AdditiveAttention(ConfigReader config)
        : this(config.Bool("use_scale", true), config.Double("dropout", 0), config.IntOrNull("seed"), config.Name) =>
        _causal = config.Bool("causal", false);

    /// <summary>Whether there is a trained factor for each feature.</summary>
    public bool UseScale { get; }

    private protected override bool MasksQueries => false;

    private protected override bool IsCausal => _causal;

    /// <inheritdoc/>
    protected internal override void Build(Shape[] inputShapes)
    {
        ArgumentNullException.ThrowIfNull(inputShapes);
        if (UseScale)
            _scale = AddWeight("scale", new Shape(inputShapes[0][-1]), "glorot_uniform");
    }

    private protected override (Output Result, Output Scores) Attend(Output query, Output value, Output key, Output? mask, CallContext context)
    {
        var sum = Ops.Tanh(Ops.ExpandDims(query, -2) + Ops.ExpandDims(key, -3));
        var scores = Ops.Sum(_scale is null ? sum : sum * context.Value(_scale), [-1]);
        var weights = Drop(Weigh(scores, mask, [-1], context), context);
        return (Ops.BatchMatMul(weights, value), weights);
    }

    private protected override Shape ScoreShape(Shape query, Shape value) => query.With(-1, value[-2]);

    /// <inheritdoc/>
    public override Shape[] ComputeOutputShapes(Shape[] inputShapes)
    {
        ArgumentNullException.ThrowIfNull(inputShapes);
        return [inputShapes[0].With(-1, inputShapes[1][-1])];
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["dropout"] = Dropout;
        config["use_scale"] = UseScale;
        // Later versions of tf.keras and tf.keras do not know these settings.
        if (_causal)
            config["causal"] = true;
        if (Seed is not null)
            config["seed"] = Seed;
        return config;
    }
}
