using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>
/// <c>-cos(y_true, y_pred)</c>: -1 where both point the same way, 1 where they are opposed. The metric of the same name has the
/// other sign. Keras: keras.losses.CosineSimilarity.
/// </summary>
public sealed class CosineSimilarity : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="axis">The axis of the vectors; default: the last.</param>
    /// <param name="reduction">How the losses of single samples become one number; default: their mean.</param>
    /// <param name="name">The name in logs; default: "cosine_similarity".</param>
    public CosineSimilarity(int axis = -1, Reduction reduction = Reduction.SumOverBatchSize, string name = "cosine_similarity")
        : base(name, reduction) => Axis = axis;

    internal CosineSimilarity(ConfigReader config) : this(config.Int("axis", -1), config.Reduction(), config.Name ?? "cosine_similarity")
    {
    }

    /// <summary>The axis of the vectors.</summary>
    public int Axis { get; }

    /// <inheritdoc/>
    public override Output Call(Output yTrue, Output yPred) => -LossFunctions.CosineSimilarity(yTrue, yPred, Axis);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["axis"] = Axis;
        return config;
    }
}
