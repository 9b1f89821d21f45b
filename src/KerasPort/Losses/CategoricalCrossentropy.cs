using System.Text.Json.Nodes;
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
    public CategoricalCrossentropy(bool fromLogits = false, double labelSmoothing = 0, Reduction reduction = Reduction.SumOverBatchSize, string name = "categorical_crossentropy")
        : base(name, reduction)
    {
        if (labelSmoothing is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(labelSmoothing), $"`CategoricalCrossentropy`: labelSmoothing must be in [0, 1]. Received: labelSmoothing={labelSmoothing}.");
        (FromLogits, LabelSmoothing) = (fromLogits, labelSmoothing);
    }

    /// <summary>Whether predictions are logits.</summary>
    public bool FromLogits { get; }

    /// <summary>How much of the truth is spread over all classes.</summary>
    public double LabelSmoothing { get; }

    /// <inheritdoc/>
    public override Output Call(Output yTrue, Output yPred)
    {
        if (LabelSmoothing > 0)
        {
            var classes = Ops.Cast(Ops.Dimension(yTrue, -1), yTrue.DataType);
            yTrue = yTrue * (1 - LabelSmoothing) + LabelSmoothing / classes;
        }
        return Crossentropy.Categorical(yTrue, yPred, FromLogits, Dialect);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["from_logits"] = FromLogits;
        config["label_smoothing"] = LabelSmoothing;
        return config;
    }
}
