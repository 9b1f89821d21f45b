using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// The mean of each window without its padding. Input (batch, rows, columns, channels), output the same with
/// shorter axes. Keras: keras.layers.AveragePooling2D.
/// </summary>
public sealed class AveragePooling2D : AveragePooling
{
    /// <summary>Makes the layer.</summary>
    /// <param name="poolSize">The window's length along each spatial axis; default: 2.</param>
    /// <param name="strides">How far the window moves; default: poolSize.</param>
    /// <param name="padding">valid (none) or same (TensorFlow's own: output length is input length / stride, rounded up); default: valid.</param>
    /// <param name="dataFormat">channels_last, (batch, ..., channels), or channels_first; default: channels_last.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: average_pooling2d_1, average_pooling2d_2, ...</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public AveragePooling2D(IntTuple? poolSize = null, IntTuple? strides = null, string padding = "valid", string? dataFormat = null, Shape? inputShape = null, string? name = null)
        : base(2, poolSize, strides, padding, dataFormat, inputShape, name)
    {
    }

    internal AveragePooling2D(ConfigReader config) : base(2, config)
    {
    }
}
