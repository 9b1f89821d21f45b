using System.Text.Json.Nodes;
using KerasPort.Saving;

namespace KerasPort.Metrics;

/// <summary>
/// The mean intersection over union of all classes that occur, for one-hot truth. Keras: tf.keras.metrics.OneHotMeanIoU.
/// </summary>
public sealed class OneHotMeanIoU : IoUBase
{
    private readonly bool _sparseYPred;

    /// <summary>Makes the metric.</summary>
    /// <param name="numClasses">The number of classes.</param>
    /// <param name="name">The name in logs; default: one_hot_mean_io_u_1 and so on.</param>
    /// <param name="ignoreClass">A true class whose samples count for nothing; default: none.</param>
    /// <param name="sparseYPred">Whether the predictions are classes' numbers and not a probability for each; default: false.</param>
    /// <param name="axis">The axis of one-hot classes and probabilities; default: the last.</param>
    /// <exception cref="ArgumentException">numClasses is not positive.</exception>
    public OneHotMeanIoU(
        int numClasses,
        string? name = null,
        int? ignoreClass = null,
        bool sparseYPred = false,
        int axis = -1)
        : base(numClasses, name, ignoreClass, sparseTrue: false, sparsePred: sparseYPred, axis: axis) =>
        _sparseYPred = sparseYPred;

    internal OneHotMeanIoU(ConfigReader config)
        : this(config.Int("num_classes"), config.Name, config.IntOrNull("ignore_class"), config.Bool("sparse_y_pred", false), config.Int("axis", -1))
    {
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        if (_sparseYPred)
            config["sparse_y_pred"] = true;
        return config;
    }
}
