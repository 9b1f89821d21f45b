using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Metrics;

/// <summary>The base of Precision and Recall: true positives of all that are positive, or true.</summary>
public abstract class ConfusionShare : Metric
{
    private readonly ConfusionPart _other;
    private readonly double[]? _given;
    private readonly double[] _thresholds;
    private readonly Weight _truePositives;
    private readonly Weight _others;

    private protected ConfusionShare(ConfusionPart other, double[]? thresholds, int? topK, int? classId, string? name)
        : base(name)
    {
        if (topK is <= 0)
            throw new ArgumentOutOfRangeException(nameof(topK), $"`{ClassName}`: topK must be a positive integer. Received: topK={topK}.");
        if (classId is < 0)
            throw new ArgumentOutOfRangeException(nameof(classId), $"`{ClassName}`: classId must not be negative. Received: classId={classId}.");
        (_other, _given, TopK, ClassId) = (other, thresholds, topK, classId);
        _thresholds = Confusion.Thresholds(thresholds, topK is null ? 0.5 : Confusion.NegativeInfinity, ClassName);
        _truePositives = AddWeight("true_positives", new Shape(_thresholds.Length));
        _others = AddWeight(other == ConfusionPart.FalsePositives ? "false_positives" : "false_negatives", new Shape(_thresholds.Length));
    }

    /// <summary>Predictions above a threshold are positive.</summary>
    public IReadOnlyList<double> Thresholds => _thresholds;

    /// <summary>How many predictions of a sample may be positive; null: all.</summary>
    public int? TopK { get; }

    /// <summary>The class that counts; null: all.</summary>
    public int? ClassId { get; }

    /// <inheritdoc/>
    protected internal override void Update(Output yTrue, Output yPred, Output? sampleWeight, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var counts = Confusion.Count(yTrue, yPred, sampleWeight, _thresholds, TopK, ClassId);
        context.Update(_truePositives, context.Value(_truePositives) + counts.TruePositives);
        context.Update(_others, context.Value(_others) + counts[_other]);
    }

    /// <inheritdoc/>
    protected internal override Output Result(CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var truePositives = context.Value(_truePositives);
        return OneOrAll(Ops.DivideNoNan(truePositives, truePositives + context.Value(_others)));
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["thresholds"] = ConfigWriter.Doubles(_given);
        config["top_k"] = TopK;
        config["class_id"] = ClassId;
        return config;
    }
}
