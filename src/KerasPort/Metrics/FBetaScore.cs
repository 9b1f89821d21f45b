using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Metrics;

/// <summary>
/// The harmonic mean of precision and recall, recall counting beta times as much: <c>(1 + beta²) P R / (beta² P + R)</c>. Truth and
/// predictions are (batch, classes). Keras: tf.keras.metrics.FBetaScore.
/// </summary>
public class FBetaScore : Metric
{
    private Weight[]? _counts;

    /// <summary>Makes the metric.</summary>
    /// <param name="average">"micro" (all classes counted together), "macro" (the mean over classes), "weighted" (weighted by how often
    /// each class is true), or null (default: a number for each class).</param>
    /// <param name="beta">How much more recall counts, positive; default: 1.</param>
    /// <param name="threshold">Predictions above are positive; default: the largest prediction of each sample is.</param>
    /// <param name="name">The name in logs; default: "fbeta_score".</param>
    /// <exception cref="ArgumentException">The average is none of those, or beta is not positive.</exception>
    public FBetaScore(string? average = null, double beta = 1, double? threshold = null, string name = "fbeta_score") : base(name)
    {
        if (average is not (null or "micro" or "macro" or "weighted"))
            throw new ArgumentException($"`{ClassName}`: average must be null, 'micro', 'macro' or 'weighted'. Received: average='{average}'.", nameof(average));
        if (!(beta > 0))
            throw new ArgumentOutOfRangeException(nameof(beta), $"`{ClassName}`: beta must be positive. Received: beta={beta}.");
        (Average, Beta, Threshold) = (average, beta, threshold);
    }

    internal FBetaScore(ConfigReader config)
        : this(config.StringOrNull("average"), config.Double("beta", 1), config.DoubleOrNull("threshold"), config.Name ?? "fbeta_score")
    {
    }

    /// <summary>How the classes' figures become one.</summary>
    public string? Average { get; }

    /// <summary>How much more recall counts.</summary>
    public double Beta { get; }

    /// <summary>Predictions above are positive; null: the largest of each sample.</summary>
    public double? Threshold { get; }

    /// <inheritdoc/>
    protected internal override void Build(Shape predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        if (predictions.Rank != 2 || predictions[1] < 0)
            throw new ArgumentException($"`{Name}`: the predictions must be (batch, classes). Received: shape={predictions}.", nameof(predictions));
        var shape = Average == "micro" ? Shape.Scalar : new Shape(predictions[1]);
        _counts ??= [AddWeight("true_positives", shape), AddWeight("false_positives", shape), AddWeight("false_negatives", shape), AddWeight("intermediate_weights", shape)];
    }

    /// <inheritdoc/>
    protected internal override void Update(Output yTrue, Output yPred, Output? sampleWeight, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Build(yPred.Shape);
        yTrue = Ops.Cast(yTrue, yPred.DataType);
        var positive = Threshold is { } threshold
            ? Ops.Greater(yPred, yPred.Constant(threshold))
            : Ops.LogicalAnd(Ops.GreaterEqual(yPred, Ops.Max(yPred, [-1], keepDims: true)), Ops.Greater(Ops.Abs(yPred), yPred.Constant(1e-9)));
        yPred = Ops.Cast(positive, yPred.DataType);
        Add(0, yPred * yTrue);
        Add(1, yPred * (1 - yTrue));
        Add(2, (1 - yPred) * yTrue);
        Add(3, yTrue);

        void Add(int index, Output values)
        {
            if (sampleWeight is { } weight)
                values *= weight.Rank == 1 ? Ops.ExpandDims(weight, 1) : weight;
            context.Update(_counts![index], context.Value(_counts[index]) + Ops.Sum(values, Average == "micro" ? null : [0]));
        }
    }

    /// <inheritdoc/>
    protected internal override Output Result(CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_counts is null)
            throw new InvalidOperationException($"`{Name}`: the metric has not seen a batch yet.");
        var truePositives = context.Value(_counts[0]);
        var precision = Ops.DivideNoNan(truePositives, truePositives + context.Value(_counts[1]));
        var recall = Ops.DivideNoNan(truePositives, truePositives + context.Value(_counts[2]));
        var scores = (1 + Beta * Beta) * Ops.DivideNoNan(precision * recall, Beta * Beta * precision + recall);
        if (Average == "weighted")
        {
            var weights = context.Value(_counts[3]);
            return Ops.Sum(scores * Ops.DivideNoNan(weights, Ops.Sum(weights)));
        }
        return Average is null ? scores : Ops.Mean(scores);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["average"] = Average;
        config["beta"] = Beta;
        config["threshold"] = Threshold;
        return config;
    }
}
