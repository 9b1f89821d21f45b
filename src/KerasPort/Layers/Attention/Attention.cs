using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Attention by products of query and key (Luong): <c>softmax(query keyᵀ) value</c>. Inputs query (batch, queries, n), value
/// (batch, values, m) and, if they differ from the values, key (batch, values, n); output (batch, queries, m).
/// Keras: keras.layers.Attention (tf.keras and Keras 3).
/// </summary>
public sealed class Attention : AttentionLayer
{
    private readonly bool _causal;
    private Weight? _scale;
    private Weight? _concatWeight;

    /// <summary>Makes the layer.</summary>
    /// <param name="useScale">Whether a trained number is a factor of the scores; default: false.</param>
    /// <param name="scoreMode">dot, <c>query · key</c>, or concat, <c>sum tanh(query + key)</c> with a trained factor; default: dot.</param>
    /// <param name="dropout">The share of weights that is dropped in training; default: 0.</param>
    /// <param name="seed">A seed for this layer; default: one of its own, under the model's seed.</param>
    /// <param name="name">The name; default: attention_1, attention_2, ...</param>
    /// <param name="trainable">Whether training may change the weights; default: true.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public Attention(bool useScale = false, string scoreMode = "dot", double dropout = 0, int? seed = null, string? name = null, bool trainable = true)
        : base(dropout, seed, null, name, trainable)
    {
        if (scoreMode is not ("dot" or "concat"))
            throw new ArgumentException($"`Attention`: score_mode must be one of dot, concat. Received: score_mode={scoreMode}.", nameof(scoreMode));
        (UseScale, ScoreMode) = (useScale, scoreMode);
    }

    internal Attention(ConfigReader config)
        : this(config.Bool("use_scale", false), config.String("score_mode", "dot"), config.Double("dropout", 0), config.IntOrNull("seed"), config.Name) =>
        _causal = config.Bool("causal", false);

    /// <summary>Whether a trained number is a factor of the scores.</summary>
    public bool UseScale { get; }

    /// <summary>How query and key are compared: dot or concat.</summary>
    public string ScoreMode { get; }

    private protected override bool MasksQueries => false;

    private protected override bool IsCausal => _causal;

    /// <inheritdoc/>
    protected internal override void Build(Shape[] inputShapes)
    {
        if (UseScale)
            _scale = AddWeight("scale", Shape.Scalar, "ones");
        if (ScoreMode == "concat")
            _concatWeight = AddWeight("concat_score_weight", Shape.Scalar, "ones");
    }

    private protected override (Output Result, Output Scores) Attend(Output query, Output value, Output key, Output? mask, CallContext context)
    {
        Output scores;
        if (_concatWeight is null)
        {
            scores = Ops.BatchMatMul(query, key, adjointB: true);
            if (_scale is not null)
                scores *= context.Value(_scale);
        }
        else
        {
            var sum = Ops.ExpandDims(query, -2) + Ops.ExpandDims(key, -3);
            if (_scale is not null)
                sum *= context.Value(_scale);
            scores = Ops.Sum(Ops.Tanh(sum), [-1]) * context.Value(_concatWeight);
        }
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
        config["score_mode"] = ScoreMode;
        // Later versions of tf.keras and tf.keras do not know these settings.
        if (_causal)
            config["causal"] = true;
        if (Seed is not null)
            config["seed"] = Seed;
        return config;
    }
}
