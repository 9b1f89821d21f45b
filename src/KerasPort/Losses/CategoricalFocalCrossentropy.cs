using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>
/// Categorical crossentropy that cares less for what is right already: <c>-sum(alpha (1 - p)^gamma y_true log(p))</c> over the last
/// axis. Keras: tf.keras.losses.CategoricalFocalCrossentropy (2.13 and later).
/// </summary>
public sealed class CategoricalFocalCrossentropy : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="alpha">A factor; default: 0.25.</param>
    /// <param name="gamma">How strongly what is right loses weight; default: 2.</param>
    /// <param name="fromLogits">Whether predictions are logits and no probabilities; default: false.</param>
    /// <param name="labelSmoothing">How much of the truth is spread over all classes, in [0, 1]; default: 0.</param>
    /// <param name="axis">The axis of the classes; default: the last.</param>
    /// <param name="reduction">How the losses of single samples become one number; default: their mean.</param>
    /// <param name="name">The name in logs; default: "categorical_focal_crossentropy".</param>
    /// <exception cref="ArgumentOutOfRangeException">labelSmoothing is outside [0, 1].</exception>
    public CategoricalFocalCrossentropy(
        double alpha = 0.25,
        double gamma = 2,
        bool fromLogits = false,
        double labelSmoothing = 0,
        int axis = -1,
        Reduction reduction = Reduction.SumOverBatchSize,
        string name = "categorical_focal_crossentropy")
        : base(name, reduction) =>
        (Alpha, Gamma, FromLogits, LabelSmoothing, Axis) = (alpha, gamma, fromLogits, CheckSmoothing(labelSmoothing), axis);

    internal CategoricalFocalCrossentropy(ConfigReader config) : this(
        config.Double("alpha", 0.25),
        config.Double("gamma", 2),
        config.Bool("from_logits", false),
        config.Double("label_smoothing", 0),
        config.Int("axis", -1),
        config.Reduction(),
        config.Name ?? "categorical_focal_crossentropy")
    {
    }

    /// <summary>A factor.</summary>
    public double Alpha { get; }

    /// <summary>How strongly what is right loses weight.</summary>
    public double Gamma { get; }

    /// <summary>Whether predictions are logits.</summary>
    public bool FromLogits { get; }

    /// <summary>How much of the truth is spread over all classes.</summary>
    public double LabelSmoothing { get; }

    /// <summary>The axis of the classes.</summary>
    public int Axis { get; }

    /// <inheritdoc/>
    public override Output Call(Output yTrue, Output yPred) =>
        LossFunctions.CategoricalFocalCrossentropy(yTrue, yPred, Alpha, Gamma, FromLogits, LabelSmoothing, Dialect, Axis);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["alpha"] = Alpha;
        config["gamma"] = Gamma;
        config["from_logits"] = FromLogits;
        config["label_smoothing"] = LabelSmoothing;
        config["axis"] = Axis;
        return config;
    }
}
