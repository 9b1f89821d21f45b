using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Cuts the middle out; of a picture that is too small, the largest part of the wanted proportions, enlarged. Input (batch, rows,
/// columns, channels), output (batch, height, width, channels). Keras: keras.layers.CenterCrop (tf.keras and Keras 3).
/// </summary>
public sealed class CenterCrop : SpatialLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="height">The rows wanted.</param>
    /// <param name="width">The columns wanted.</param>
    /// <param name="dataFormat">channels_last, (batch, rows, columns, channels), or channels_first; default: channels_last.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: center_crop_1, center_crop_2, ...</param>
    /// <exception cref="ArgumentException">A size is not positive.</exception>
    public CenterCrop(int height, int width, string? dataFormat = null, Shape? inputShape = null, string? name = null) : base(2, dataFormat, name, true, inputShape) =>
        (Height, Width) = CheckSize(ClassName, height, width);

    internal CenterCrop(ConfigReader config) : this(config.Int("height"), config.Int("width"), config.StringOrNull("data_format"), name: config.Name)
    {
    }

    /// <summary>The rows wanted.</summary>
    public int Height { get; }

    /// <summary>The columns wanted.</summary>
    public int Width { get; }

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes)
    {
        base.CheckInputs(shapes);
        if (shapes.Length == 1 && (ChannelsFirst ? shapes[0][2..] : shapes[0][1..3]) is { IsFullyKnown: false })
            throw new ArgumentException($"`{Name}`: the input's rows and columns must be known. Received: shape={shapes[0]}.", nameof(shapes));
    }

    private protected override (long[] Space, long Channels) OutputSize(long[] space, long channels) => ([Height, Width], channels);

    private protected override Output CallChannelsLast(Output x, CallContext context)
    {
        x = Ops.Cast(x, DataType);
        var (rows, columns) = (checked((int)x.Shape[1]), checked((int)x.Shape[2]));
        return rows >= Height && columns >= Width
            ? Ops.Slice(x, [0, (rows - Height) / 2, (columns - Width) / 2, 0], [-1, Height, Width, -1])
            : Resampling.Resize(Resizing.CropToProportions(x, Height, Width), Ops.Constant(x.Graph, [Height, Width]), "bilinear");
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["height"] = Height;
        config["width"] = Width;
        // tf.keras does not know the setting.
        if (ChannelsFirst)
            config["data_format"] = DataFormat;
        return config;
    }

    internal static (int, int) CheckSize(string className, int height, int width) => height > 0 && width > 0
        ? (height, width)
        : throw new ArgumentException($"`{className}`: height and width must be positive integers. Received: height={height}, width={width}.", nameof(height));
}
