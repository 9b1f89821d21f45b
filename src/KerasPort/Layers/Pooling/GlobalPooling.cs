using System.Text.Json.Nodes;
using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>The base of layers that make one value of all places of each channel: (batch, ..., channels) gives (batch, channels).</summary>
public abstract class GlobalPooling : Layer
{
    private readonly int _rank;

    private protected GlobalPooling(int rank, string? dataFormat, bool keepDims, Shape? inputShape, string? name) : base(name, inputShape: inputShape)
    {
        DataFormat = dataFormat ?? "channels_last";
        if (DataFormat is not ("channels_last" or "channels_first"))
            throw new ArgumentException($"`{ClassName}`: data_format must be one of channels_last, channels_first. Received: data_format={dataFormat}.", nameof(dataFormat));
        (_rank, KeepDims) = (rank, keepDims);
        Axes = [.. Enumerable.Range(DataFormat == "channels_first" ? 2 : 1, rank)];
    }

    private protected GlobalPooling(int rank, ConfigReader config)
        : this(rank, config.StringOrNull("data_format"), config.Bool("keepdims", false), null, config.Name)
    {
    }

    /// <summary>Which axis the channels are: channels_last or channels_first.</summary>
    public string DataFormat { get; }

    /// <summary>Whether the spatial axes stay, with the length 1.</summary>
    public bool KeepDims { get; }

    private protected int[] Axes { get; }

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (shapes.Length == 1 && shapes[0].Rank != _rank + 2)
            throw new ArgumentException($"`{Name}`: the input must have {_rank + 2} axes. Received: shape={shapes[0]}.", nameof(shapes));
    }

    /// <inheritdoc/>
    public sealed override Shape ComputeOutputShape(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        var dims = inputShape.ToArray();
        if (!KeepDims)
            return new Shape(dims[0], DataFormat == "channels_first" ? dims[1] : dims[^1]);
        foreach (var axis in Axes)
            dims[axis] = 1;
        return new Shape(dims);
    }

    /// <inheritdoc/>
    public sealed override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["data_format"] = DataFormat;
        // Keras 2.3.1 does not know the setting.
        if (KeepDims)
            config["keepdims"] = true;
        return config;
    }
}
