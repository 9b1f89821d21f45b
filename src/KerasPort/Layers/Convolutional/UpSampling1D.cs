using System.Text.Json.Nodes;
using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>Repeats each step. Input (batch, steps, channels), output (batch, steps * size, channels). Keras: keras.layers.UpSampling1D.</summary>
public sealed class UpSampling1D : UpSampling
{
    /// <summary>Makes the layer.</summary>
    /// <param name="size">How often each step is repeated; default: 2.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: up_sampling1d_1, up_sampling1d_2, ...</param>
    /// <exception cref="ArgumentException">size is not positive.</exception>
    public UpSampling1D(int size = 2, Shape? inputShape = null, string? name = null) : base(1, size, null, inputShape, name)
    {
    }

    internal UpSampling1D(ConfigReader config) : base(1, config)
    {
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["size"] = Factors[0];
        return config;
    }
}
