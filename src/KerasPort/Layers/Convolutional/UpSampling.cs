using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>The base of layers that make the spatial axes longer by whole factors.</summary>
public abstract class UpSampling : SpatialLayer
{
    private protected UpSampling(int rank, IntTuple? size, string? dataFormat, Shape? inputShape, string? name) : base(rank, dataFormat, name, true, inputShape) =>
        Factors = (size ?? 2).Resolve(ClassName, "size", rank);

    private protected UpSampling(int rank, ConfigReader config)
        : this(rank, config.Ints("size", [2]), config.StringOrNull("data_format"), null, config.Name)
    {
    }

    /// <summary>The factor of each axis.</summary>
    public IReadOnlyList<int> Size => Factors;

    private protected int[] Factors { get; }

    private protected override Output CallChannelsLast(Output x, CallContext context) => Repeat(x);

    private protected sealed override (long[] Space, long Channels) OutputSize(long[] space, long channels) =>
        ([.. space.Select((length, i) => length < 0 ? -1 : length * Factors[i])], channels);

    /// <summary>Each element as often as its axis' factor says.</summary>
    private Output Repeat(Output x)
    {
        for (var i = 0; i < Factors.Length; i++)
        {
            if (Factors[i] == 1)
                continue;
            var multiples = new int[x.Rank + 1];
            Array.Fill(multiples, 1);
            multiples[i + 2] = Factors[i];
            var repeated = Ops.Tile(Ops.ExpandDims(x, i + 2), multiples);
            var sizes = Enumerable.Range(0, x.Rank).Select(axis => axis == i + 1 ? Ops.Dimension(x, axis) * Factors[i] : Ops.Dimension(x, axis)).ToArray();
            var length = x.Shape[i + 1];
            var output = Ops.Reshape(repeated, Ops.Stack(sizes));
            x.Graph.SetShape(output, x.Shape.With(i + 1, length < 0 ? -1 : length * Factors[i]));
            x = output;
        }
        return x;
    }
}
