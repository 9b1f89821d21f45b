using System.Text.Json.Nodes;
using KerasPort.Regularizers;
using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Passes its input on and adds a penalty on it to the loss: <c>l1 sum|x| + l2 sum x²</c>. Any shape.
/// Keras: keras.layers.ActivityRegularization.
/// </summary>
public sealed class ActivityRegularization : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="l1">The factor of the absolute values; default: 0.</param>
    /// <param name="l2">The factor of the squares; default: 0.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: activity_regularization_1, activity_regularization_2, ...</param>
    public ActivityRegularization(double l1 = 0, double l2 = 0, Shape? inputShape = null, string? name = null) : base(name, inputShape: inputShape)
    {
        (L1, L2) = (l1, l2);
        ActivityRegularizer = new L1L2(l1, l2);
    }

    internal ActivityRegularization(ConfigReader config) : this(config.Double("l1", 0), config.Double("l2", 0), name: config.Name)
    {
    }

    /// <summary>The factor of the absolute values.</summary>
    public double L1 { get; }

    /// <summary>The factor of the squares.</summary>
    public double L2 { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["l1"] = L1;
        config["l2"] = L2;
        return config;
    }
}
