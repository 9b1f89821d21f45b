using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// The largest value of each channel. Input (batch, rows, columns, channels), output (batch, channels).
/// Keras: keras.layers.GlobalMaxPooling2D.
/// </summary>
public sealed class GlobalMaxPooling2D : GlobalPooling
{
    /// <summary>Makes the layer.</summary>
    /// <param name="dataFormat">channels_last, (batch, ..., channels), or channels_first; default: channels_last.</param>
    /// <param name="keepDims">Whether the spatial axes stay, with the length 1; default: false.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: global_max_pooling2d_1, global_max_pooling2d_2, ...</param>
    /// <exception cref="ArgumentException">dataFormat is neither.</exception>
    public GlobalMaxPooling2D(string? dataFormat = null, bool keepDims = false, Shape? inputShape = null, string? name = null)
        : base(2, dataFormat, keepDims, inputShape, name)
    {
    }

    internal GlobalMaxPooling2D(ConfigReader config) : base(2, config)
    {
    }

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context) => Ops.Max(input, Axes, KeepDims);
}
