using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>The base of layers that make one value of each window.</summary>
public abstract class Pooling : SpatialLayer
{
    private readonly int[] _poolSize;
    private readonly int[] _strides;

    private protected Pooling(int rank, IntTuple? poolSize, IntTuple? strides, string padding, string? dataFormat, Shape? inputShape, string? name)
        : base(rank, dataFormat, name, true, inputShape)
    {
        _poolSize = (poolSize ?? 2).Resolve(ClassName, "pool_size", rank);
        _strides = strides?.Resolve(ClassName, "strides", rank) ?? _poolSize;
        Padding = Check("padding", padding, "valid", "same");
    }

    private protected Pooling(int rank, ConfigReader config) : this(
        rank, config.Ints("pool_size", [2]), config.Has("strides") ? (IntTuple)config.Ints("strides") : null,
        config.String("padding", "valid"), config.StringOrNull("data_format"), null, config.Name) =>
        config.Ignore("strides");

    /// <summary>The window's length along each spatial axis.</summary>
    public IReadOnlyList<int> PoolSize => _poolSize;

    /// <summary>How far the window moves along each spatial axis.</summary>
    public IReadOnlyList<int> Strides => _strides;

    /// <summary>valid (no padding) or same (TensorFlow's own: output length is input length / stride, rounded up).</summary>
    public string Padding { get; }

    private protected abstract Output Pool2D(Output x, long[] window, long[] strides, string padding);

    private protected abstract Output Pool3D(Output x, long[] window, long[] strides, string padding);

    private protected sealed override Output CallChannelsLast(Output x, CallContext context)
    {
        var mode = Padding.ToUpperInvariant();
        return SpatialRank switch
        {
            1 => Ops.Squeeze(Pool2D(Ops.ExpandDims(x, 2), [1, _poolSize[0], 1, 1], [1, _strides[0], 1, 1], mode), 2),
            2 => Pool2D(x, [1, _poolSize[0], _poolSize[1], 1], [1, _strides[0], _strides[1], 1], mode),
            _ => Pool3D(x, [1, _poolSize[0], _poolSize[1], _poolSize[2], 1], [1, _strides[0], _strides[1], _strides[2], 1], mode),
        };
    }

    private protected sealed override (long[] Space, long Channels) OutputSize(long[] space, long channels) =>
        ([.. space.Select((length, i) => WindowLength.Output(length, _poolSize[i], Padding, _strides[i]))], channels);

    /// <inheritdoc/>
    public sealed override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        // The order of Keras' two classes differs.
        if (SpatialRank == 1)
            config["strides"] = ConfigWriter.Ints(_strides);
        config["pool_size"] = ConfigWriter.Ints(_poolSize);
        config["padding"] = Padding;
        if (SpatialRank > 1)
            config["strides"] = ConfigWriter.Ints(_strides);
        config["data_format"] = DataFormat;
        return config;
    }
}
