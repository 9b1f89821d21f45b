using System.Text.Json.Nodes;
using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Repeats each element along three axes. Input (batch, depth, rows, columns, channels), output the same with axes longer by
/// whole factors. Keras: keras.layers.UpSampling3D.
/// </summary>
public sealed class UpSampling3D : UpSampling
{
    /// <summary>Makes the layer.</summary>
    /// <param name="size">The factor of all axes, or one for each; default: 2.</param>
    /// <param name="dataFormat">channels_last, (batch, depth, rows, columns, channels), or channels_first; default: channels_last.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: up_sampling3d_1, up_sampling3d_2, ...</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public UpSampling3D(IntTuple? size = null, string? dataFormat = null, Shape? inputShape = null, string? name = null)
        : base(3, size, dataFormat, inputShape, name)
    {
    }

    internal UpSampling3D(ConfigReader config) : base(3, config)
    {
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["size"] = ConfigWriter.Ints(Factors);
        config["data_format"] = DataFormat;
        return config;
    }
}
