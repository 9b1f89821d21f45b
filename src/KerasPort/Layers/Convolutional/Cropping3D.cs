using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Cuts off the borders. Input (batch, depth, rows, columns, channels), output the same with shorter axes. Keras: keras.layers.Cropping3D.
/// </summary>
public sealed class Cropping3D : Cropping
{
    /// <summary>Makes the layer.</summary>
    /// <param name="cropping">What is cut off: a length, one for each axis, or those before and after each, as in <c>((1, 2), (0, 1), (1, 1))</c>; default: 1.</param>
    /// <param name="dataFormat">channels_last, (batch, ..., channels), or channels_first; default: channels_last.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: cropping3d_1, cropping3d_2, ...</param>
    /// <exception cref="ArgumentException">A length is negative, or there are not as many as axes.</exception>
    public Cropping3D(Margins? cropping = null, string? dataFormat = null, Shape? inputShape = null, string? name = null)
        : base(3, cropping ?? 1, dataFormat, inputShape, name)
    {
    }

    internal Cropping3D(ConfigReader config) : base(3, 1, config)
    {
    }
}
