using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// The mean of each channel, over the steps that the mask lets through. Input (batch, steps, channels), output (batch, channels).
/// Keras: keras.layers.GlobalAveragePooling1D.
/// </summary>
public sealed class GlobalAveragePooling1D : GlobalPooling
{
    /// <summary>Makes the layer.</summary>
    /// <param name="dataFormat">channels_last, (batch, ..., channels), or channels_first; default: channels_last.</param>
    /// <param name="keepDims">Whether the spatial axes stay, with the length 1; default: false.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: global_average_pooling1d_1, global_average_pooling1d_2, ...</param>
    /// <exception cref="ArgumentException">dataFormat is neither.</exception>
    public GlobalAveragePooling1D(string? dataFormat = null, bool keepDims = false, Shape? inputShape = null, string? name = null)
        : base(1, dataFormat, keepDims, inputShape, name)
    {
    }

    internal GlobalAveragePooling1D(ConfigReader config) : base(1, config)
    {
    }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override Output Call(Output input, Output? mask, CallContext context)
    {
        if (mask is null)
            return Ops.Mean(input, Axes, KeepDims);
        var weights = Ops.ExpandDims(Ops.Cast(mask.Value, input.DataType), DataFormat == "channels_first" ? 1 : 2);
        return Ops.Sum(input * weights, Axes, KeepDims) / Ops.Sum(weights, Axes, KeepDims);
    }

    /// <inheritdoc/>
    protected internal override Output?[] ComputeMask(Output[] inputs, Output?[] masks, Output[] outputs, CallContext context) => [null];
}
