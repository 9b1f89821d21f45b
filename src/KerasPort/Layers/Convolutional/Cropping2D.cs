using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Cuts off the borders. Input (batch, rows, columns, channels), output the same with shorter axes. Keras: keras.layers.Cropping2D.
/// </summary>
public sealed class Cropping2D : Cropping
{
    /// <summary>Makes the layer.</summary>
    /// <param name="cropping">What is cut off: a length, one for each axis, or those before and after each, as in <c>((1, 2), (0, 1))</c>; default: 0.</param>
    /// <param name="dataFormat">channels_last, (batch, ..., channels), or channels_first; default: channels_last.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: cropping2d_1, cropping2d_2, ...</param>
    /// <exception cref="ArgumentException">A length is negative, or there are not as many as axes.</exception>
    public Cropping2D(Margins? cropping = null, string? dataFormat = null, Shape? inputShape = null, string? name = null)
        : base(2, cropping ?? 0, dataFormat, inputShape, name)
    {
    }

    internal Cropping2D(ConfigReader config) : base(2, 0, config)
    {
    }
}
