using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Metrics;

/// <summary>
/// How much of the truth's variance the predictions explain: <c>1 - sum((y_true - y_pred)²) / sum((y_true - mean)²)</c>. Truth and
/// predictions are (batch, outputs). Keras: tf.keras.metrics.R2Score.
/// </summary>
public sealed class R2Score : Metric
{
    private Weight[]? _sums;
    private Weight? _samples;

    /// <summary>Makes the metric.</summary>
    /// <param name="classAggregation">"uniform_average" (default: the mean over outputs), "variance_weighted_average", or null (a number
    /// for each output).</param>
    /// <param name="numRegressors">How many independent variables there are, for the adjusted score; default: 0, the plain score.</param>
    /// <param name="name">The name in logs; default: "r2_score".</param>
    /// <exception cref="ArgumentException">The aggregation is none of those, or numRegressors is negative.</exception>
    public R2Score(string? classAggregation = "uniform_average", int numRegressors = 0, string name = "r2_score") : base(name)
    {
        if (classAggregation is not (null or "uniform_average" or "variance_weighted_average"))
            throw new ArgumentException($"`R2Score`: classAggregation must be null, 'uniform_average' or 'variance_weighted_average'. Received: classAggregation='{classAggregation}'.", nameof(classAggregation));
        if (numRegressors < 0)
            throw new ArgumentOutOfRangeException(nameof(numRegressors), $"`R2Score`: numRegressors must not be negative. Received: numRegressors={numRegressors}.");
        (ClassAggregation, NumRegressors) = (classAggregation, numRegressors);
    }

    internal R2Score(ConfigReader config) : this(config.StringOrNull("class_aggregation"), config.Int("num_regressors", 0), config.Name ?? "r2_score")
    {
    }

    /// <summary>How the outputs' figures become one.</summary>
    public string? ClassAggregation { get; }

    /// <summary>How many independent variables there are; 0: the plain score.</summary>
    public int NumRegressors { get; }

    /// <inheritdoc/>
    protected internal override void Build(Shape predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        if (predictions.Rank != 2 || predictions[1] < 0)
            throw new ArgumentException($"`{Name}`: the predictions must be (batch, outputs). Received: shape={predictions}.", nameof(predictions));
        var shape = new Shape(predictions[1]);
        _sums ??= [AddWeight("squared_sum", shape), AddWeight("sum", shape), AddWeight("residual", shape), AddWeight("count", shape)];
        _samples ??= AddWeight("num_samples", Shape.Scalar);
    }

    /// <inheritdoc/>
    protected internal override void Update(Output yTrue, Output yPred, Output? sampleWeight, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Build(yPred.Shape);
        yTrue = Ops.Cast(yTrue, yPred.DataType);
        var weights = Ops.OnesLike(yTrue);
        if (sampleWeight is { } given)
            weights *= given.Rank == 1 ? Ops.ExpandDims(given, 1) : given;
        Add(0, yTrue * yTrue * weights);
        Add(1, yTrue * weights);
        Add(2, Ops.Square(yTrue - yPred) * weights);
        Add(3, weights);
        context.Update(_samples!, context.Value(_samples!) + Ops.Cast(Ops.Dimension(yTrue, 0), DataType.Float32));

        void Add(int index, Output values) => context.Update(_sums![index], context.Value(_sums[index]) + Ops.Sum(values, [0]));
    }

    /// <inheritdoc/>
    protected internal override Output Result(CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_sums is null)
            throw new InvalidOperationException($"`{Name}`: the metric has not seen a batch yet.");
        var sum = context.Value(_sums[1]);
        var total = context.Value(_sums[0]) - sum * (sum / context.Value(_sums[3]));
        var scores = 1 - context.Value(_sums[2]) / total;
        var isInfinite = Ops.LogicalNot(Ops.LogicalOr(Ops.IsFinite(scores), Ops.IsNan(scores)));
        scores = Ops.Select(isInfinite, Ops.ZerosLike(scores), scores);
        var score = ClassAggregation switch
        {
            null => scores,
            "uniform_average" => Ops.Mean(scores),
            _ => Ops.Sum(total * scores) / Ops.Sum(total),
        };
        if (NumRegressors == 0)
            return score;
        var samples = context.Value(_samples!);
        return 1 - (1 - score) * (samples - 1) / (samples - NumRegressors - 1);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["class_aggregation"] = ClassAggregation;
        config["num_regressors"] = NumRegressors;
        return config;
    }
}
