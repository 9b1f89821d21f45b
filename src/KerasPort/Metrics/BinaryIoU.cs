using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The mean intersection over union of what is true and what is not, for predictions above and below a threshold. Keras:
/// tf.keras.metrics.BinaryIoU.
/// </summary>
public sealed class BinaryIoU : IoUBase
{
    private readonly int[] _targets;

    /// <summary>Makes the metric.</summary>
    /// <param name="targetClassIds">The classes that count, of 0 and 1; default: both.</param>
    /// <param name="threshold">Predictions of at least this are class 1; default: 0.5.</param>
    /// <param name="name">The name in logs; default: binary_io_u_1 and so on.</param>
    /// <exception cref="ArgumentException">A target is neither 0 nor 1.</exception>
    public BinaryIoU(int[]? targetClassIds = null, double threshold = 0.5, string? name = null) : base(2, name) =>
        (_targets, Threshold) = (CheckTargets(targetClassIds ?? [0, 1], 2, nameof(BinaryIoU)), threshold);

    internal BinaryIoU(ConfigReader config) : this(config.Ints("target_class_ids", [0, 1]), config.Double("threshold", 0.5), config.Name)
    {
    }

    /// <summary>The classes that count.</summary>
    public IReadOnlyList<int> TargetClassIds => _targets;

    /// <summary>Predictions of at least this are class 1.</summary>
    public double Threshold { get; }

    private protected override int[] Targets => _targets;

    private protected override Output ToClasses(Output yPred) => Ops.GreaterEqual(yPred, yPred.Constant(Threshold));

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config.Remove("num_classes");
        config["target_class_ids"] = ConfigWriter.Ints(_targets);
        config["threshold"] = Threshold;
        return config;
    }
}
