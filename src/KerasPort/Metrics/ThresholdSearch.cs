using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Metrics;

/// <summary>
/// The base of metrics that give one share at the threshold where another has a given value. Keras:
/// keras.metrics.SensitivitySpecificityBase.
/// </summary>
public abstract class ThresholdSearch : ConfusionCurve
{
    private protected ThresholdSearch(double value, string parameter, int numThresholds, int? classId, string? name)
        : base(name, MakeThresholds(numThresholds))
    {
        if (value is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(parameter, $"`{ClassName}`: {parameter} must be in [0, 1]. Received: {parameter}={value}.");
        if (classId is < 0)
            throw new ArgumentOutOfRangeException(nameof(classId), $"`{ClassName}`: classId must not be negative. Received: classId={classId}.");
        (Value, NumThresholds, ClassId) = (value, numThresholds, classId);
        MakeState(new Shape(Thresholds.Count));
    }

    /// <summary>How many thresholds are tried.</summary>
    public int NumThresholds { get; }

    /// <summary>The class that counts; null: all.</summary>
    public int? ClassId { get; }

    private protected double Value { get; }

    /// <inheritdoc/>
    protected internal override void Update(Output yTrue, Output yPred, Output? sampleWeight, CallContext context) =>
        UpdateCounts(yTrue, yPred, sampleWeight, context, ClassId);

    /// <inheritdoc/>
    protected internal override Output Result(CallContext context) => Search(State(context));

    private protected abstract Output Search(ConfusionState state);

    /// <summary>The result where the other share is nearest to the value; newer Kerases: <see cref="Best"/>.</summary>
    private protected Output Nearest(Output shares, Output results)
    {
        if (Dialect != KerasDialect.Keras2)
            return Best(shares, results);
        var index = Ops.ArgMin(Ops.Abs(shares - Value), 0, DataType.Int32);
        return Ops.Gather(results, index);
    }

    /// <summary>The largest result among the thresholds where the other share reaches the value; 0 where there is none.</summary>
    private protected Output Best(Output shares, Output results) =>
        Ops.Max(Ops.Select(Ops.GreaterEqual(shares, shares.Constant(Value)), results, Ops.ZerosLike(results)));

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["num_thresholds"] = NumThresholds;
        if (ClassId is { } classId)
            config["class_id"] = classId;
        return config;
    }

    private static double[] MakeThresholds(int numThresholds)
    {
        if (numThresholds <= 0)
            throw new ArgumentOutOfRangeException(nameof(numThresholds), $"numThresholds must be a positive integer. Received: numThresholds={numThresholds}.");
        return numThresholds == 1 ? [0.5] : [0, .. Between(numThresholds), 1];
    }
}
