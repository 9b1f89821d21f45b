using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>The base of layers that put zeros around the spatial axes.</summary>
public abstract class ZeroPadding : SpatialLayer
{
    private readonly (int Before, int After)[] _padding;

    private protected ZeroPadding(int rank, Margins? padding, string? dataFormat, Shape? inputShape, string? name) : base(rank, dataFormat, name, true, inputShape) =>
        _padding = (padding ?? 1).Resolve(ClassName, "padding", rank);

    private protected ZeroPadding(int rank, ConfigReader config)
        : this(rank, Margins.Read(config, "padding", 1), config.StringOrNull("data_format"), null, config.Name)
    {
    }

    /// <summary>How many zeros come before and after each axis.</summary>
    public IReadOnlyList<(int Before, int After)> Borders => _padding;

    /// <inheritdoc/>
    protected internal override DataType OutputDataType(DataType input) => input;

    private protected sealed override Output CallChannelsLast(Output x, CallContext context) => Ops.Pad(x, [(0, 0), .. _padding, (0, 0)]);

    private protected sealed override (long[] Space, long Channels) OutputSize(long[] space, long channels) =>
        ([.. space.Select((length, i) => length < 0 ? -1 : length + _padding[i].Before + _padding[i].After)], channels);

    /// <inheritdoc/>
    public sealed override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["padding"] = Margins.ToConfig(_padding);
        if (SpatialRank > 1)
            config["data_format"] = DataFormat;
        return config;
    }
}
