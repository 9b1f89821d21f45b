using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// The largest value of each window. Input (batch, depth, rows, columns, channels), output the same with
/// shorter axes. Keras: keras.layers.MaxPooling3D.
/// </summary>
public sealed class MaxPooling3D : MaxPooling
{
    /// <summary>Makes the layer.</summary>
    /// <param name="poolSize">The window's length along each spatial axis; default: 2.</param>
    /// <param name="strides">How far the window moves; default: poolSize.</param>
    /// <param name="padding">valid (none) or same (TensorFlow's own: output length is input length / stride, rounded up); default: valid.</param>
    /// <param name="dataFormat">channels_last, (batch, ..., channels), or channels_first; default: channels_last.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: max_pooling3d_1, max_pooling3d_2, ...</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public MaxPooling3D(IntTuple? poolSize = null, IntTuple? strides = null, string padding = "valid", string? dataFormat = null, Shape? inputShape = null, string? name = null)
        : base(3, poolSize, strides, padding, dataFormat, inputShape, name)
    {
    }

    internal MaxPooling3D(ConfigReader config) : base(3, config)
    {
    }
}
