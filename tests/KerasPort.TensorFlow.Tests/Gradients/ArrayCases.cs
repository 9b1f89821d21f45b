namespace KerasPort.TensorFlow.Tests.Gradients;

/// <summary>Cases for operations that pass elements on, join and part.</summary>
internal static class ArrayCases
{
    private static readonly Shape s_cube = [2, 3, 4];

    public static IEnumerable<GradientCase> All =>
    [
        new("Identity", "a cube", [new(s_cube)], x => Ops.Identity(x[0])),
        new("Cast", "to float64 and back", [new(s_cube)], x => Ops.Cast(Ops.Cast(x[0], DataType.Float64) * 0.5, DataType.Float32)) { DataType = DataType.Float32 },
        new("Reshape", "a matrix", [new(s_cube)], x => Ops.Reshape(x[0], -1, 4)),
        new("Reshape", "flat", [new(s_cube)], x => Ops.Reshape(x[0], -1)),
        new("ExpandDims", "in the middle", [new(s_cube)], x => Ops.ExpandDims(x[0], 1)),
        new("Squeeze", "two axes", [new([2, 1, 3, 1])], x => Ops.Squeeze(x[0], 1, 3)),
        new("Transpose", "three axes", [new(s_cube)], x => Ops.Transpose(x[0], 1, 2, 0)),
        new("Transpose", "an order that the graph computes", [new([2, 3])], x => Ops.Transpose(x[0], Ops.Reverse(Ops.Range(Ops.Constant(x[0].Graph, 0), Ops.Constant(x[0].Graph, 2), Ops.Constant(x[0].Graph, 1)), 0))),
        new("BroadcastTo", "a column", [new([3, 1])], x => Ops.BroadcastTo(x[0], Ops.Constant(x[0].Graph, [2, 3, 4]))),
        new("Fill", "a number", [new([])], x => Ops.Fill(Ops.Constant(x[0].Graph, [2, 3]), x[0])),
        new("Tile", "two axes", [new(s_cube)], x => Ops.Tile(x[0], 2, 1, 3)),
        new("ReverseV2", "two axes", [new(s_cube)], x => Ops.Reverse(x[0], 0, 2)),
        new("ConcatV2", "the last axis", [new([2, 3]), new([2, 1]), new([2, 2])], x => Ops.Concat(x, -1)),
        new("ConcatV2", "the first axis", [new([2, 3]), new([1, 3])], x => Ops.Concat(x, 0)),
        new("SplitV", "used parts", [new(s_cube)], x => Ops.Split(x[0], [1, 3], 2) is var parts ? Ops.Sum(parts[0]) * Ops.Sum(parts[1] * parts[1]) : default),
        new("SplitV", "an unused part", [new(s_cube)], x => Ops.Split(x[0], [1, 3], -1)[1]),
        new("Pack", "the first axis", [new([2, 3]), new([2, 3])], x => Ops.Stack(x)),
        new("Pack", "the last axis", [new([2, 3]), new([2, 3])], x => Ops.Stack(x, -1)),
        new("Unpack", "used parts", [new(s_cube)], x => Ops.Unstack(x[0], 1) is var parts ? parts[0] * parts[1] * parts[2] : default),
        new("Unpack", "an unused part", [new(s_cube)], x => Ops.Unstack(x[0], -1)[1]),
        new("TensorListFromTensor", "there and back", [new(s_cube)], ThroughAList),
        new("TensorListStack", "there and back", [new(s_cube)], ThroughAList),
    ];

    private static Output ThroughAList(Output[] x)
    {
        var shape = Ops.Constant(x[0].Graph, [3, 4]);
        return Ops.TensorListStack(Ops.TensorListFromTensor(x[0], shape), shape, x[0].DataType);
    }
}
