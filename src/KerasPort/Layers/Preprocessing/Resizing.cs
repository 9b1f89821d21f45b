using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Pictures at another size. Input (batch, rows, columns, channels), output (batch, height, width, channels).
/// Keras: keras.layers.Resizing (tf.keras and Keras 3).
/// </summary>
public sealed class Resizing : SpatialLayer
{
    private readonly bool _padsToAspectRatio;
    private readonly double _fillValue;

    /// <summary>Makes the layer.</summary>
    /// <param name="height">The rows wanted.</param>
    /// <param name="width">The columns wanted.</param>
    /// <param name="interpolation">nearest, bilinear, bicubic or area; default: bilinear.</param>
    /// <param name="cropToAspectRatio">Whether the middle of the wanted proportions is cut out before, so that nothing is distorted; default: false.</param>
    /// <param name="dataFormat">channels_last, (batch, rows, columns, channels), or channels_first; default: channels_last.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: resizing_1, resizing_2, ...</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public Resizing(int height, int width, string interpolation = "bilinear", bool cropToAspectRatio = false, string? dataFormat = null, Shape? inputShape = null, string? name = null)
        : base(2, dataFormat, name, true, inputShape)
    {
        (Height, Width) = CenterCrop.CheckSize(ClassName, height, width);
        Interpolation = Check("interpolation", interpolation, Resampling.Names);
        CropToAspectRatio = cropToAspectRatio;
    }

    internal Resizing(ConfigReader config) : this(
        config.Int("height"),
        config.Int("width"),
        config.String("interpolation", "bilinear"),
        config.Bool("crop_to_aspect_ratio", false),
        config.StringOrNull("data_format"),
        name: config.Name)
    {
        _padsToAspectRatio = config.Bool("pad_to_aspect_ratio", false);
        _fillValue = config.Double("fill_value", 0);
        if (_padsToAspectRatio && config.String("fill_mode", "constant") != "constant")
            throw config.Wrong("fill_mode", "'constant'");
        config.Ignore("fill_mode");
    }

    /// <summary>The rows wanted.</summary>
    public int Height { get; }

    /// <summary>The columns wanted.</summary>
    public int Width { get; }

    /// <summary>How values between pixels are found.</summary>
    public string Interpolation { get; }

    /// <summary>Whether the middle of the wanted proportions is cut out before.</summary>
    public bool CropToAspectRatio { get; }

    private protected override (long[] Space, long Channels) OutputSize(long[] space, long channels) => ([Height, Width], channels);

    private protected override Output CallChannelsLast(Output x, CallContext context)
    {
        x = Ops.Cast(x, DataType);
        if (CropToAspectRatio)
            x = CropToProportions(x, Height, Width);
        else if (_padsToAspectRatio)
            x = PadToProportions(x);
        return Resampling.Resize(x, Ops.Constant(x.Graph, [Height, Width]), Interpolation);
    }

    /// <summary>The largest middle part of these proportions. Ports keras.utils.image_utils.smart_resize.</summary>
    internal static Output CropToProportions(Output x, int height, int width)
    {
        var (rows, columns) = (Ops.Dimension(x, 1), Ops.Dimension(x, 2));
        var cropRows = Ops.Minimum(rows, Ops.FloorDivide(columns * height, columns.Constant(width)));
        var cropColumns = Ops.Minimum(columns, Ops.FloorDivide(rows * width, rows.Constant(height)));
        var two = rows.Constant(2);
        var zero = rows.Constant(0);
        var all = rows.Constant(-1);
        return Ops.Slice(x,
            Ops.Stack([zero, Ops.FloorDivide(rows - cropRows, two), Ops.FloorDivide(columns - cropColumns, two), zero]),
            Ops.Stack([all, cropRows, cropColumns, all]));
    }

    private Output PadToProportions(Output x)
    {
        var (rows, columns) = (Ops.Dimension(x, 1), Ops.Dimension(x, 2));
        var wantedRows = Ops.Maximum(rows, Ops.FloorDivide(columns * Height, columns.Constant(Width)));
        var wantedColumns = Ops.Maximum(columns, Ops.FloorDivide(rows * Width, rows.Constant(Height)));
        var two = rows.Constant(2);
        var zero = rows.Constant(0);
        // As much before as after: an odd rest is left out.
        var margins = Ops.Stack([zero, Ops.FloorDivide(wantedRows - rows, two), Ops.FloorDivide(wantedColumns - columns, two), zero]);
        return Ops.Pad(x - _fillValue, Ops.Stack([margins, margins], axis: 1)) + _fillValue;
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["height"] = Height;
        config["width"] = Width;
        config["interpolation"] = Interpolation;
        config["crop_to_aspect_ratio"] = CropToAspectRatio;
        // tf.keras does not know these settings.
        if (_padsToAspectRatio)
            (config["pad_to_aspect_ratio"], config["fill_value"]) = (true, _fillValue);
        if (ChannelsFirst)
            config["data_format"] = DataFormat;
        return config;
    }
}
