using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// The mean of each channel. Input (batch, depth, rows, columns, channels), output (batch, channels).
/// Keras: keras.layers.GlobalAveragePooling3D.
/// </summary>
public sealed class GlobalAveragePooling3D : GlobalPooling
{
    /// <summary>Makes the layer.</summary>
    /// <param name="dataFormat">channels_last, (batch, ..., channels), or channels_first; default: channels_last.</param>
    /// <param name="keepDims">Whether the spatial axes stay, with the length 1; default: false.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: global_average_pooling3d_1, global_average_pooling3d_2, ...</param>
    /// <exception cref="ArgumentException">dataFormat is neither.</exception>
    public GlobalAveragePooling3D(string? dataFormat = null, bool keepDims = false, Shape? inputShape = null, string? name = null)
        : base(3, dataFormat, keepDims, inputShape, name)
    {
    }

    internal GlobalAveragePooling3D(ConfigReader config) : base(3, config)
    {
    }

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context) => Ops.Mean(input, Axes, KeepDims);
}
