using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>
/// <c>-log(y_pred[y_true])</c> over the last axis, for truth that is a class' number: (batch, ...) or (batch, ..., 1). Keras:
/// keras.losses.SparseCategoricalCrossentropy.
/// </summary>
public sealed class SparseCategoricalCrossentropy : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="fromLogits">Whether predictions are logits and no probabilities; default: false.</param>
    /// <param name="reduction">How the losses of single samples become one number; default: their mean.</param>
    /// <param name="ignoreClass">A class whose samples count for nothing (newer Kerases); default: none.</param>
    /// <param name="name">The name in logs; default: "sparse_categorical_crossentropy".</param>
    public SparseCategoricalCrossentropy(bool fromLogits = false, Reduction reduction = Reduction.SumOverBatchSize, int? ignoreClass = null, string name = "sparse_categorical_crossentropy")
        : base(name, reduction) => (FromLogits, IgnoreClass) = (fromLogits, ignoreClass);

    internal SparseCategoricalCrossentropy(ConfigReader config) : this(
        config.Bool("from_logits", false), config.Reduction(), config.IntOrNull("ignore_class"), config.Name ?? "sparse_categorical_crossentropy") =>
        Axis = config.Int("axis", -1);

    /// <summary>Whether predictions are logits.</summary>
    public bool FromLogits { get; }

    /// <summary>The class whose samples count for nothing.</summary>
    public int? IgnoreClass { get; }

    internal bool IsOverLastAxis => Axis == -1;

    private int Axis { get; } = -1;

    /// <inheritdoc/>
    internal override Output? Mask(Output yTrue, Output yPred)
    {
        if (IgnoreClass is not { } ignored)
            return null;
        if (yTrue.Rank == yPred.Rank)
            yTrue = Ops.Squeeze(yTrue, -1);
        return Ops.NotEqual(yTrue, yTrue.Constant(ignored));
    }

    /// <inheritdoc/>
    public override Output Call(Output yTrue, Output yPred)
    {
        if (Mask(yTrue, yPred) is not { } mask)
            return Crossentropy.Sparse(yTrue, yPred, FromLogits, Dialect, Axis);
        if (yTrue.Rank == yPred.Rank)
            yTrue = Ops.Squeeze(yTrue, -1);
        // An ignored class may be no class at all (-1), which the crossentropy would not take.
        var losses = Crossentropy.Sparse(yTrue * Ops.Cast(mask, yTrue.DataType), yPred, FromLogits, Dialect, Axis);
        return Ops.Select(mask, losses, Ops.ZerosLike(losses));
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["from_logits"] = FromLogits;
        if (IgnoreClass is { } ignored)
            config["ignore_class"] = ignored;
        return config;
    }
}
