using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// <see cref="Dropout"/> of whole channels. Input (batch, depth, rows, columns, channels), the same shape out. Keras: keras.layers.SpatialDropout3D.
/// </summary>
public sealed class SpatialDropout3D : DropoutLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="rate">The share of channels that is dropped, 0 to 1.</param>
    /// <param name="dataFormat">channels_last, (batch, ..., channels), or channels_first; default: channels_last.</param>
    /// <param name="seed">A seed for this layer; default: one of its own, under the model's seed.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: spatial_dropout3d_1, spatial_dropout3d_2, ...</param>
    /// <exception cref="ArgumentException">rate is not between 0 and 1.</exception>
    public SpatialDropout3D(double rate, string? dataFormat = null, int? seed = null, Shape? inputShape = null, string? name = null)
        : base(rate, seed, inputShape, name) => DataFormat = Check(dataFormat);

    internal SpatialDropout3D(ConfigReader config) : base(config)
    {
        DataFormat = Check(config.StringOrNull("data_format"));
        config.Ignore("noise_shape");
    }

    /// <summary>Which axis the channels are: channels_last or channels_first.</summary>
    public string DataFormat { get; }

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (shapes.Length == 1 && shapes[0].Rank != 5)
            throw new ArgumentException($"`{Name}`: the input must have 5 axes. Received: shape={shapes[0]}.", nameof(shapes));
    }

    private protected override Output DecisionShape(Output input)
    {
        var one = Ops.Constant(input.Graph, 1);
        return DataFormat == "channels_first"
            ? Ops.Stack([Ops.Dimension(input, 0), Ops.Dimension(input, 1), one, one, one])
            : Ops.Stack([Ops.Dimension(input, 0), one, one, one, Ops.Dimension(input, 4)]);
    }

    private static string Check(string? dataFormat) => dataFormat is null or "channels_last" or "channels_first"
        ? dataFormat ?? "channels_last"
        : throw new ArgumentException($"`SpatialDropout3D`: data_format must be one of channels_last, channels_first. Received: data_format={dataFormat}.", nameof(dataFormat));
}
