using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Puts zeros around. Input (batch, rows, columns, channels), output the same with longer axes. Keras: keras.layers.ZeroPadding2D.
/// </summary>
public sealed class ZeroPadding2D : ZeroPadding
{
    /// <summary>Makes the layer.</summary>
    /// <param name="padding">How many: a length, one for each axis, or those before and after each, as in <c>((1, 2), (0, 1))</c>; default: 1.</param>
    /// <param name="dataFormat">channels_last, (batch, ..., channels), or channels_first; default: channels_last.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: zero_padding2d_1, zero_padding2d_2, ...</param>
    /// <exception cref="ArgumentException">A length is negative, or there are not as many as axes.</exception>
    public ZeroPadding2D(Margins? padding = null, string? dataFormat = null, Shape? inputShape = null, string? name = null)
        : base(2, padding, dataFormat, inputShape, name)
    {
    }

    internal ZeroPadding2D(ConfigReader config) : base(2, config)
    {
    }
}
