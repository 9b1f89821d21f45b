using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>Puts all axes but the batch into one. Input (batch, ...), output (batch, n). Keras: keras.layers.Flatten.</summary>
public sealed class Flatten : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="dataFormat">channels_last, or channels_first, whose channels are put last before; default: channels_last.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: flatten_1, flatten_2, ...</param>
    /// <exception cref="ArgumentException">dataFormat is neither.</exception>
    public Flatten(string? dataFormat = null, Shape? inputShape = null, string? name = null) : base(name, inputShape: inputShape) =>
        DataFormat = dataFormat is null or "channels_last" or "channels_first"
            ? dataFormat ?? "channels_last"
            : throw new ArgumentException($"`Flatten`: data_format must be one of channels_last, channels_first. Received: data_format={dataFormat}.", nameof(dataFormat));

    internal Flatten(ConfigReader config) : this(config.StringOrNull("data_format"), name: config.Name)
    {
    }

    /// <summary>Which axis the channels are: channels_last or channels_first.</summary>
    public string DataFormat { get; }

    /// <inheritdoc/>
    protected internal override DataType OutputDataType(DataType input) => input;

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context)
    {
        var rank = input.Rank;
        if (DataFormat == "channels_first" && rank > 2)
            input = Ops.Transpose(input, [0, .. Enumerable.Range(2, rank - 2), 1]);
        var shape = ComputeOutputShape(input.Shape);
        return shape[1] < 0
            ? Ops.Reshape(input, Ops.Stack([Ops.Dimension(input, 0), Ops.Constant(input.Graph, -1)]))
            : Ops.Reshape(input, -1, checked((int)shape[1]));
    }

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        var sample = inputShape[1..];
        return new Shape(inputShape[0], sample.IsFullyKnown ? sample.Count : -1);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["data_format"] = DataFormat;
        return config;
    }
}
