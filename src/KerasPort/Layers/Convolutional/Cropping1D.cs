using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Cuts off the borders. Input (batch, steps, channels), output the same with shorter axes. Keras: keras.layers.Cropping1D.
/// </summary>
public sealed class Cropping1D : Cropping
{
    /// <summary>Makes the layer.</summary>
    /// <param name="cropping">What is cut off: a length, or those before and after, as in <c>(1, 2)</c>; default: 1.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: cropping1d_1, cropping1d_2, ...</param>
    /// <exception cref="ArgumentException">A length is negative, or there are not as many as axes.</exception>
    public Cropping1D(Margins? cropping = null, Shape? inputShape = null, string? name = null)
        : base(1, cropping ?? 1, null, inputShape, name)
    {
    }

    internal Cropping1D(ConfigReader config) : base(1, 1, config)
    {
    }
}
