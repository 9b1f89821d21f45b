using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The mean of <c>|y_true - y_pred| / normalizer</c>, 0 where the normalizer is 0. Keras: tf.keras.metrics.MeanRelativeError.
/// </summary>
public sealed class MeanRelativeError : Reduce
{
    private readonly double[] _normalizer;

    /// <summary>Makes the metric.</summary>
    /// <param name="normalizer">One number, or one for each element of the last axis.</param>
    /// <param name="name">The name in logs; default: mean_relative_error_1 and so on.</param>
    public MeanRelativeError(double[] normalizer, string? name = null) : base(name, mean: true)
    {
        ArgumentNullException.ThrowIfNull(normalizer);
        _normalizer = [.. normalizer];
    }

    internal MeanRelativeError(ConfigReader config) : this(config.Doubles("normalizer"), config.Name)
    {
    }

    /// <summary>One number, or one for each element of the last axis.</summary>
    public IReadOnlyList<double> Normalizer => _normalizer;

    /// <inheritdoc/>
    protected internal override void Update(Output yTrue, Output yPred, Output? sampleWeight, CallContext context)
    {
        (yTrue, yPred) = MetricFunctions.MatchRanks(Ops.Cast(yTrue, DataType.Float32), Ops.Cast(yPred, DataType.Float32));
        var normalizer = Ops.Constant(yPred.Graph, Array.ConvertAll(_normalizer, value => (float)value));
        Add(Ops.DivideNoNan(Ops.Abs(yTrue - yPred), normalizer), sampleWeight, context);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["normalizer"] = ConfigWriter.Doubles(_normalizer);
        return config;
    }
}
