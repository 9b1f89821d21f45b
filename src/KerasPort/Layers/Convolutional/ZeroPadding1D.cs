using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Puts zeros around. Input (batch, steps, channels), output the same with longer axes. Keras: keras.layers.ZeroPadding1D.
/// </summary>
public sealed class ZeroPadding1D : ZeroPadding
{
    /// <summary>Makes the layer.</summary>
    /// <param name="padding">How many: a length, or those before and after, as in <c>(1, 2)</c>; default: 1.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: zero_padding1d_1, zero_padding1d_2, ...</param>
    /// <exception cref="ArgumentException">A length is negative, or there are not as many as axes.</exception>
    public ZeroPadding1D(Margins? padding = null, Shape? inputShape = null, string? name = null)
        : base(1, padding, null, inputShape, name)
    {
    }

    internal ZeroPadding1D(ConfigReader config) : base(1, config)
    {
    }
}
