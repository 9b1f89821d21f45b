using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// The base of layers over samples with one to three spatial axes and a channel axis: (batch, ..., channels), or (batch,
/// channels, ...) with channels_first, which is computed by transposition since TensorFlow's CPU can't do it.
/// </summary>
public abstract class SpatialLayer : Layer
{
    private protected SpatialLayer(int rank, string? dataFormat, string? name, bool trainable, Shape? inputShape)
        : base(name, trainable, inputShape)
    {
        SpatialRank = rank;
        DataFormat = Check("data_format", dataFormat ?? "channels_last", "channels_last", "channels_first");
    }

    /// <summary>Which axis the channels are: channels_last or channels_first.</summary>
    public string DataFormat { get; }

    internal bool ChannelsFirst => DataFormat == "channels_first";

    private protected int SpatialRank { get; }

    private protected int ChannelAxis => ChannelsFirst ? 1 : SpatialRank + 1;

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (shapes.Length == 1 && shapes[0].Rank != SpatialRank + 2)
            throw new ArgumentException($"`{Name}`: the input must have {SpatialRank + 2} axes, {(ChannelsFirst ? "(batch, channels, ...)" : "(batch, ..., channels)")}. Received: shape={shapes[0]}.", nameof(shapes));
    }

    /// <summary>The sizes of the output's spatial axes (-1: unknown) and its channels.</summary>
    private protected abstract (long[] Space, long Channels) OutputSize(long[] space, long channels);

    /// <summary>Adds the operations over (batch, ..., channels).</summary>
    private protected abstract Output CallChannelsLast(Output x, CallContext context);

    /// <inheritdoc/>
    public sealed override Shape ComputeOutputShape(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        var dims = inputShape.ToArray();
        var (space, channels) = ChannelsFirst ? OutputSize(dims[2..], dims[1]) : OutputSize(dims[1..^1], dims[^1]);
        return ChannelsFirst ? new Shape([dims[0], channels, .. space]) : new Shape([dims[0], .. space, channels]);
    }

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context)
    {
        var output = ChannelsFirst ? ToChannelsFirst(CallChannelsLast(ToChannelsLast(input), context)) : CallChannelsLast(input, context);
        input.Graph.SetShape(output, ComputeOutputShape(input.Shape));
        return output;
    }

    private protected static Output ToChannelsLast(Output x) => Ops.Transpose(x, [0, .. Enumerable.Range(2, x.Rank - 2), 1]);

    private protected static Output ToChannelsFirst(Output x) => Ops.Transpose(x, [0, x.Rank - 1, .. Enumerable.Range(1, x.Rank - 2)]);

    private protected string Check(string argument, string value, params ReadOnlySpan<string> valid) => valid.Contains(value)
        ? value
        : throw new ArgumentException($"`{ClassName}`: {argument} must be one of {string.Join(", ", valid.ToArray())}. Received: {argument}={value}.", argument);
}
