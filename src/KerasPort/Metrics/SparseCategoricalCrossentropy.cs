using System.Text.Json.Nodes;
using KerasPort.Losses;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The mean of <c>-log(y_pred[y_true])</c> for truth that is a class' number. Keras: keras.metrics.SparseCategoricalCrossentropy.
/// </summary>
public sealed class SparseCategoricalCrossentropy : MeanMetricWrapper
{
    /// <summary>Makes the metric.</summary>
    /// <param name="name">The name in logs; default: "sparse_categorical_crossentropy".</param>
    /// <param name="fromLogits">Whether predictions are logits and no probabilities; default: false.</param>
    /// <param name="axis">The axis of the classes; default: the last.</param>
    public SparseCategoricalCrossentropy(string name = "sparse_categorical_crossentropy", bool fromLogits = false, int axis = -1) : base(name) => (FromLogits, Axis) = (fromLogits, axis);

    internal SparseCategoricalCrossentropy(ConfigReader config) : this(config.Name ?? "sparse_categorical_crossentropy", config.Bool("from_logits", false), config.Int("axis", -1))
    {
    }

    /// <summary>Whether predictions are logits.</summary>
    public bool FromLogits { get; }

    /// <summary>The axis of the classes.</summary>
    public int Axis { get; }

    /// <inheritdoc/>
    protected override Output Compute(Output yTrue, Output yPred) => Crossentropy.Sparse(yTrue, yPred, FromLogits, Dialect, Axis);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["from_logits"] = FromLogits;
        config["axis"] = Axis;
        return config;
    }
}
