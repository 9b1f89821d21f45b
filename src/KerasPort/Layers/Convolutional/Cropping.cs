using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>The base of layers that cut off the borders of the spatial axes.</summary>
public abstract class Cropping : SpatialLayer
{
    private readonly (int Before, int After)[] _cropping;

    private protected Cropping(int rank, Margins cropping, string? dataFormat, Shape? inputShape, string? name) : base(rank, dataFormat, name, true, inputShape)
    {
        ArgumentNullException.ThrowIfNull(cropping);
        _cropping = cropping.Resolve(ClassName, "cropping", rank);
    }

    private protected Cropping(int rank, int fallback, ConfigReader config)
        : this(rank, Margins.Read(config, "cropping", fallback), config.StringOrNull("data_format"), null, config.Name)
    {
    }

    /// <summary>What is cut off before and after each axis.</summary>
    public IReadOnlyList<(int Before, int After)> Borders => _cropping;

    /// <inheritdoc/>
    protected internal override DataType OutputDataType(DataType input) => input;

    private protected sealed override Output CallChannelsLast(Output x, CallContext context)
    {
        var begin = new int[x.Rank];
        var end = new int[x.Rank];
        var stepping = new int[x.Rank];
        Array.Fill(stepping, 1);
        // The batch and the channels stay whole, and so does the end of an axis of which nothing is cut off there.
        long whole = 1L | 1L << (x.Rank - 1), wholeEnd = whole;
        for (var i = 0; i < _cropping.Length; i++)
        {
            (begin[i + 1], end[i + 1]) = (_cropping[i].Before, -_cropping[i].After);
            if (_cropping[i].After == 0)
                wholeEnd |= 1L << (i + 1);
        }
        return Ops.StridedSlice(x, begin, end, stepping, whole, wholeEnd);
    }

    private protected sealed override (long[] Space, long Channels) OutputSize(long[] space, long channels) =>
        ([.. space.Select((length, i) => length < 0 ? -1 : Remaining(length, _cropping[i]))], channels);

    /// <inheritdoc/>
    public sealed override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["cropping"] = Margins.ToConfig(_cropping);
        if (SpatialRank > 1)
            config["data_format"] = DataFormat;
        return config;
    }

    private long Remaining(long length, (int Before, int After) margin) => length > margin.Before + margin.After
        ? length - margin.Before - margin.After
        : throw new ArgumentException($"`{Name}`: cropping must leave something of each axis. Received: cropping=({margin.Before}, {margin.After}), axis of {length}.");
}
