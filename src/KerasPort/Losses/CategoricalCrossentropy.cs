using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>
/// <c>-sum(y_true log(y_pred))</c> over the last axis, for one-hot truth. Keras: keras.losses.CategoricalCrossentropy.
/// </summary>
public sealed class CategoricalCrossentropy : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="fromLogits">Whether predictions are logits and no probabilities; default: false.</param>
    /// <param name="labelSmoothing">How much of the truth is spread over all classes, in [0, 1]; default: 0.</param>
    /// <param name="reduction">How the losses of single samples become one number; default: their mean.</param>
    /// <param name="name">The name in logs; default: "categorical_crossentropy".</param>
    /// <exception cref="ArgumentOutOfRangeException">labelSmoothing is outside [0, 1].</exception>
    public CategoricalCrossentropy(bool fromLogits = false, double labelSmoothing = 0, Reduction reduction = Reduction.SumOverBatchSize, string name = "categorical_crossentropy")
        : base(name, reduction) =>
        (FromLogits, LabelSmoothing) = (fromLogits, CheckSmoothing(labelSmoothing));

    internal CategoricalCrossentropy(ConfigReader config) : this(
        config.Bool("from_logits", false), config.Double("label_smoothing", 0), config.Reduction(), config.Name ?? "categorical_crossentropy") =>
        Axis = config.Int("axis", -1);

    /// <summary>Whether predictions are logits.</summary>
    public bool FromLogits { get; }

    /// <summary>How much of the truth is spread over all classes.</summary>
    public double LabelSmoothing { get; }

    private int Axis { get; } = -1;

    /// <inheritdoc/>
    public override Output Call(Output yTrue, Output yPred) => LossFunctions.CategoricalCrossentropy(yTrue, yPred, FromLogits, LabelSmoothing, Dialect, Axis);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["from_logits"] = FromLogits;
        config["label_smoothing"] = ConfigWriter.Number(LabelSmoothing);
        return config;
    }
}
