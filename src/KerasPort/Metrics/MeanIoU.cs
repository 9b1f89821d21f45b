using System.Text.Json.Nodes;
using KerasPort.Saving;

namespace KerasPort.Metrics;

/// <summary>
/// The mean intersection over union of all classes that occur. Keras: tf.keras.metrics.MeanIoU.
/// </summary>
public sealed class MeanIoU : IoUBase
{
    private readonly bool _sparseYTrue;
    private readonly bool _sparseYPred;

    /// <summary>Makes the metric.</summary>
    /// <param name="numClasses">The number of classes.</param>
    /// <param name="name">The name in logs; default: mean_io_u_1 and so on.</param>
    /// <param name="ignoreClass">A true class whose samples count for nothing; default: none.</param>
    /// <param name="sparseYTrue">Whether the truth is classes' numbers and not one-hot; default: true.</param>
    /// <param name="sparseYPred">Whether the predictions are classes' numbers and not a probability for each; default: true.</param>
    /// <param name="axis">The axis of one-hot classes and probabilities; default: the last.</param>
    /// <exception cref="ArgumentException">numClasses is not positive.</exception>
    public MeanIoU(
        int numClasses,
        string? name = null,
        int? ignoreClass = null,
        bool sparseYTrue = true,
        bool sparseYPred = true,
        int axis = -1)
        : base(numClasses, name, ignoreClass, sparseYTrue, sparseYPred, axis) =>
        (_sparseYTrue, _sparseYPred) = (sparseYTrue, sparseYPred);

    internal MeanIoU(ConfigReader config)
        : this(config.Int("num_classes"), config.Name, config.IntOrNull("ignore_class"), config.Bool("sparse_y_true", true), config.Bool("sparse_y_pred", true), config.Int("axis", -1))
    {
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        if (!_sparseYTrue)
            config["sparse_y_true"] = false;
        if (!_sparseYPred)
            config["sparse_y_pred"] = false;
        return config;
    }
}
