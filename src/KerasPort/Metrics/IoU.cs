using System.Text.Json.Nodes;
using KerasPort.Saving;

namespace KerasPort.Metrics;

/// <summary>
/// The mean intersection over union of some classes. Keras: tf.keras.metrics.IoU.
/// </summary>
public sealed class IoU : IoUBase
{
    private readonly int[] _targets;
    private readonly bool _sparseYTrue;
    private readonly bool _sparseYPred;

    /// <summary>Makes the metric.</summary>
    /// <param name="numClasses">The number of classes.</param>
    /// <param name="targetClassIds">The classes that count.</param>
    /// <param name="name">The name in logs; default: io_u_1 and so on.</param>
    /// <param name="ignoreClass">A true class whose samples count for nothing; default: none.</param>
    /// <param name="sparseYTrue">Whether the truth is classes' numbers and not one-hot; default: true.</param>
    /// <param name="sparseYPred">Whether the predictions are classes' numbers and not a probability for each; default: true.</param>
    /// <param name="axis">The axis of one-hot classes and probabilities; default: the last.</param>
    /// <exception cref="ArgumentException">numClasses is not positive, or a target is no class.</exception>
    public IoU(
        int numClasses,
        int[] targetClassIds,
        string? name = null,
        int? ignoreClass = null,
        bool sparseYTrue = true,
        bool sparseYPred = true,
        int axis = -1)
        : base(numClasses, name, ignoreClass, sparseYTrue, sparseYPred, axis) =>
        (_targets, _sparseYTrue, _sparseYPred) = (CheckTargets(targetClassIds, numClasses, nameof(IoU)), sparseYTrue, sparseYPred);

    internal IoU(ConfigReader config)
        : this(config.Int("num_classes"), config.Ints("target_class_ids"), config.Name, config.IntOrNull("ignore_class"), config.Bool("sparse_y_true", true), config.Bool("sparse_y_pred", true), config.Int("axis", -1))
    {
    }

    /// <summary>The classes that count.</summary>
    public IReadOnlyList<int> TargetClassIds => _targets;

    private protected override int[] Targets => _targets;

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["target_class_ids"] = ConfigWriter.Ints(_targets);
        if (!_sparseYTrue)
            config["sparse_y_true"] = false;
        if (!_sparseYPred)
            config["sparse_y_pred"] = false;
        return config;
    }
}
