using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary><c>x</c>, or <c>alpha x</c> below 0. Any shape, the same shape out. Keras: keras.layers.LeakyReLU.</summary>
public sealed class LeakyReLU : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="alpha">The slope below 0; default: 0.3.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: leaky_re_lu_1, leaky_re_lu_2, ...</param>
    public LeakyReLU(double alpha = 0.3, Shape? inputShape = null, string? name = null) : base(name, inputShape: inputShape) => Alpha = (float)alpha;

    internal LeakyReLU(ConfigReader config) : this(config.Double(config.Has("negative_slope") ? "negative_slope" : "alpha", 0.3), name: config.Name)
    {
    }

    /// <summary>The slope below 0, as a float32.</summary>
    public double Alpha { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context) => Ops.LeakyRelu(input, (float)Alpha);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["alpha"] = Alpha;
        return config;
    }
}
