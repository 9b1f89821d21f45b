using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Makes pictures larger by whole factors. Input (batch, rows, columns, channels), output (batch, rows * size, columns * size,
/// channels). Keras: keras.layers.UpSampling2D.
/// </summary>
public sealed class UpSampling2D : UpSampling
{
    /// <summary>Makes the layer.</summary>
    /// <param name="size">The factor of both axes, or one for each; default: 2.</param>
    /// <param name="dataFormat">channels_last, (batch, rows, columns, channels), or channels_first; default: channels_last.</param>
    /// <param name="interpolation">nearest (pixels repeated), bilinear, bicubic or area; default: nearest.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: up_sampling2d_1, up_sampling2d_2, ...</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public UpSampling2D(IntTuple? size = null, string? dataFormat = null, string interpolation = "nearest", Shape? inputShape = null, string? name = null)
        : base(2, size, dataFormat, inputShape, name) =>
        Interpolation = Check("interpolation", interpolation, Resampling.Names);

    internal UpSampling2D(ConfigReader config) : base(2, config) =>
        Interpolation = Check("interpolation", config.String("interpolation", "nearest"), Resampling.Names);

    /// <summary>How values between pixels are found.</summary>
    public string Interpolation { get; }

    private protected override Output CallChannelsLast(Output x, CallContext context) => Interpolation == "nearest"
        ? base.CallChannelsLast(x, context)
        : Resampling.Resize(x, Ops.Stack([Ops.Dimension(x, 1) * Factors[0], Ops.Dimension(x, 2) * Factors[1]]), Interpolation, halfPixelCenters: Dialect != KerasDialect.Keras2);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["size"] = ConfigWriter.Ints(Factors);
        config["data_format"] = DataFormat;
        config["interpolation"] = Interpolation;
        return config;
    }
}
