using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>
/// Binary crossentropy that cares less for what is right already: times <c>(1 - p)^gamma</c>, p the probability of the truth.
/// Keras: tf.keras.losses.BinaryFocalCrossentropy (2.9 and later).
/// </summary>
public sealed class BinaryFocalCrossentropy : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="applyClassBalancing">Whether ones weigh alpha and zeros 1 - alpha; default: false.</param>
    /// <param name="alpha">The weight of ones; default: 0.25.</param>
    /// <param name="gamma">How strongly what is right loses weight; default: 2.</param>
    /// <param name="fromLogits">Whether predictions are logits and no probabilities; default: false.</param>
    /// <param name="labelSmoothing">How far the truth is drawn towards one half, in [0, 1]; default: 0.</param>
    /// <param name="axis">The axis of the mean; default: the last.</param>
    /// <param name="reduction">How the losses of single samples become one number; default: their mean.</param>
    /// <param name="name">The name in logs; default: "binary_focal_crossentropy".</param>
    /// <exception cref="ArgumentOutOfRangeException">labelSmoothing is outside [0, 1].</exception>
    public BinaryFocalCrossentropy(
        bool applyClassBalancing = false,
        double alpha = 0.25,
        double gamma = 2,
        bool fromLogits = false,
        double labelSmoothing = 0,
        int axis = -1,
        Reduction reduction = Reduction.SumOverBatchSize,
        string name = "binary_focal_crossentropy")
        : base(name, reduction)
    {
        (ApplyClassBalancing, Alpha, Gamma) = (applyClassBalancing, alpha, gamma);
        (FromLogits, LabelSmoothing, Axis) = (fromLogits, CheckSmoothing(labelSmoothing), axis);
    }

    internal BinaryFocalCrossentropy(ConfigReader config) : this(
        config.Bool("apply_class_balancing", false),
        config.Double("alpha", 0.25),
        config.Double("gamma", 2),
        config.Bool("from_logits", false),
        config.Double("label_smoothing", 0),
        config.Int("axis", -1),
        config.Reduction(),
        config.Name ?? "binary_focal_crossentropy")
    {
    }

    /// <summary>Whether ones weigh alpha and zeros 1 - alpha.</summary>
    public bool ApplyClassBalancing { get; }

    /// <summary>The weight of ones.</summary>
    public double Alpha { get; }

    /// <summary>How strongly what is right loses weight.</summary>
    public double Gamma { get; }

    /// <summary>Whether predictions are logits.</summary>
    public bool FromLogits { get; }

    /// <summary>How far the truth is drawn towards one half.</summary>
    public double LabelSmoothing { get; }

    /// <summary>The axis of the mean.</summary>
    public int Axis { get; }

    /// <inheritdoc/>
    public override Output Call(Output yTrue, Output yPred) =>
        LossFunctions.BinaryFocalCrossentropy(yTrue, yPred, ApplyClassBalancing, Alpha, Gamma, FromLogits, LabelSmoothing, Dialect, Axis);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["apply_class_balancing"] = ApplyClassBalancing;
        config["alpha"] = Alpha;
        config["gamma"] = Gamma;
        config["from_logits"] = FromLogits;
        config["label_smoothing"] = LabelSmoothing;
        config["axis"] = Axis;
        return config;
    }
}
