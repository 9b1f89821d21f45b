using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Metrics;

/// <summary>The base of the four counts. Keras: keras.metrics._ConfusionMatrixConditionCount.</summary>
public abstract class ConfusionCount : Metric
{
    private readonly ConfusionPart _part;
    private readonly double[]? _given;
    private readonly double[] _thresholds;
    private readonly Weight _accumulator;

    private protected ConfusionCount(ConfusionPart part, double[]? thresholds, string? name) : base(name)
    {
        (_part, _given) = (part, thresholds);
        _thresholds = Confusion.Thresholds(thresholds, 0.5, part.ToString());
        _accumulator = AddWeight("accumulator", new Shape(_thresholds.Length));
    }

    /// <summary>Predictions above a threshold are positive.</summary>
    public IReadOnlyList<double> Thresholds => _thresholds;

    /// <inheritdoc/>
    protected internal override void Update(Output yTrue, Output yPred, Output? sampleWeight, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Update(_accumulator, context.Value(_accumulator) + Confusion.Count(yTrue, yPred, sampleWeight, _thresholds)[_part]);
    }

    /// <inheritdoc/>
    protected internal override Output Result(CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return OneOrAll(context.Value(_accumulator));
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["thresholds"] = ConfigWriter.Doubles(_given);
        return config;
    }
}
