namespace KerasPort.TensorFlow;

/// <summary>
/// Turns a dilated convolution of stride 1 into a dense one. Pixels that are a dilation apart become neighbours in pictures of
/// their own, which stand in the batch: TensorFlow's CPU kernels do forward Conv2D with dilation and nothing else (1.15 computes
/// a depthwise convolution as if it had none).
/// </summary>
internal sealed class DilatedWindows
{
    private readonly Output _block;
    private readonly Output[] _dilations;
    private readonly Output[] _before;
    private readonly Output[] _after;
    private readonly Output[] _extra;
    private readonly Output[] _padded;

    /// <summary>Works the paddings out.</summary>
    /// <param name="dims">The rows, columns (and before them depth) of the picture that is convolved.</param>
    /// <param name="filter">The filter, whose shape must be known.</param>
    /// <param name="strides">The strides: all 1.</param>
    /// <param name="padding">"SAME" or "VALID".</param>
    /// <param name="dilations">The dilations, with those of batch and channels.</param>
    public DilatedWindows(Output[] dims, Output filter, long[] strides, string padding, long[] dilations)
    {
        if (Array.Exists(strides, stride => stride != 1))
            throw new ArgumentException($"A convolution with dilations must have strides of 1. Received: strides=[{string.Join(", ", strides)}], dilations=[{string.Join(", ", dilations)}].", nameof(strides));
        if (!filter.Shape.IsFullyKnown)
            throw new ArgumentException($"A convolution with dilations must have a filter of known shape. Received: {filter}.", nameof(filter));
        var graph = filter.Graph;
        var rates = Array.ConvertAll(dilations[1..^1], rate => checked((int)rate));
        _block = Ops.Constant(graph, rates);
        _dilations = Array.ConvertAll(rates, rate => Ops.Constant(graph, rate));
        (_before, _after, _extra, _padded) = (new Output[dims.Length], new Output[dims.Length], new Output[dims.Length], new Output[dims.Length]);
        for (var i = 0; i < dims.Length; i++)
        {
            var total = padding == "SAME" ? checked((int)(filter.Shape[i] - 1) * rates[i]) : 0;
            _before[i] = Ops.Constant(graph, total / 2);
            _extra[i] = Ops.FloorMod(-(dims[i] + total), _dilations[i]);
            _after[i] = _extra[i] + (total - total / 2);
            _padded[i] = dims[i] + total + _extra[i];
        }
    }

    /// <summary>Whether there is anything to do.</summary>
    public static bool Needed(long[] dilations) => Array.Exists(dilations, rate => rate != 1);

    /// <summary>The rows, columns (and depth) of a picture.</summary>
    public static Output[] SpatialDims(Output x) => [.. Enumerable.Range(1, x.Rank - 2).Select(axis => Ops.Dimension(x, axis))];

    /// <summary>The rows, columns (and depth) in a picture's shape of this rank.</summary>
    public static Output[] SpatialDims(Output shape, int rank) =>
        [.. Enumerable.Range(1, rank - 2).Select(axis => Ops.Squeeze(Ops.Slice(shape, [axis], [1]), 0))];

    /// <summary>The picture that is convolved, padded and parted.</summary>
    public Output PartInput(Output x) => Ops.SpaceToBatch(x, _block, Pairs(_before, _after));

    /// <summary>The shape of <see cref="PartInput"/> for a picture of this shape.</summary>
    public Output PartedInputShape(Output shape)
    {
        var batch = Ops.Slice(shape, [0], [1]) * Ops.Prod(_block, [0]);
        var dims = Ops.Stack([.. _padded.Zip(_dilations, Ops.FloorDivide)]);
        return Ops.Concat([batch, dims, Ops.Slice(shape, [_padded.Length + 1], [1])], 0);
    }

    /// <summary>The result of the convolution, or its gradient, parted.</summary>
    public Output PartResult(Output y) => Ops.SpaceToBatch(y, _block, Pairs(Zeros(), _extra));

    /// <summary>The inverse of <see cref="PartInput"/>.</summary>
    public Output JoinInput(Output parts) => Ops.BatchToSpace(parts, _block, Pairs(_before, _after));

    /// <summary>The inverse of <see cref="PartResult"/>.</summary>
    public Output JoinResult(Output parts) => Ops.BatchToSpace(parts, _block, Pairs(Zeros(), _extra));

    private Output[] Zeros() => Array.ConvertAll(_extra, extra => Ops.Constant(extra.Graph, 0));

    private static Output Pairs(Output[] before, Output[] after) => Ops.Stack([Ops.Stack(before), Ops.Stack(after)], axis: 1);
}
