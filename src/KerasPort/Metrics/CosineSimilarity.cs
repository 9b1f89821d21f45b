using System.Text.Json.Nodes;
using KerasPort.Losses;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The mean cosine of the angle between truth and predictions: 1 where they point the same way. The loss of the same name has the other sign. Keras: keras.metrics.CosineSimilarity.
/// </summary>
public sealed class CosineSimilarity : MeanMetricWrapper
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "cosine_similarity".</param>
    /// <param name="axis">The axis of the vectors; default: the last.</param>
    public CosineSimilarity(string name = "cosine_similarity", int axis = -1) : base(name) => Axis = axis;

    internal CosineSimilarity(ConfigReader config) : this(config.Name ?? "cosine_similarity", config.Int("axis", -1))
    {
    }

    /// <summary>The axis of the vectors.</summary>
    public int Axis { get; }

    /// <inheritdoc/>
    protected override Output Compute(Output yTrue, Output yPred) => LossFunctions.CosineSimilarity(yTrue, yPred, Axis);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["axis"] = Axis;
        return config;
    }
}
