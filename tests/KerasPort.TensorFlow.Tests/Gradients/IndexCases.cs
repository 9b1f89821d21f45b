namespace KerasPort.TensorFlow.Tests.Gradients;

/// <summary>Cases for operations that cut, pad and pick.</summary>
internal static class IndexCases
{
    private static readonly Shape s_cube = [2, 3, 4];

    public static IEnumerable<GradientCase> All =>
    [
        new("Slice", "to a size", [new(s_cube)], x => Ops.Slice(x[0], [1, 0, 2], [1, 2, 2])),
        new("Slice", "to the end", [new(s_cube)], x => Ops.SliceAxis(x[0], 1, 1, -1)),
        new("Slice", "a place that the graph computes", [new(s_cube)], x => Ops.Slice(x[0], Ops.ShapeOf(x[0]) - Ops.Constant(x[0].Graph, [1, 2, 3]), Ops.Constant(x[0].Graph, [1, 1, 2]))),
        new("StridedSlice", "strides and masks", [new(s_cube)], x => Ops.StridedSlice(x[0], [0, 0, 3], [0, 2, 0], [1, 1, -2], beginMask: 2, endMask: 1)),
        new("StridedSlice", "one index", [new(s_cube)], x => Ops.StridedSlice(x[0], [0, -1], [0, 0], [1, 1], beginMask: 1, endMask: 1, shrinkMask: 2)),
        new("Pad", "all sides", [new(s_cube)], x => Ops.Pad(x[0], [(1, 0), (0, 2), (1, 1)])),
        new("Pad", "paddings that the graph computes", [new([2, 3])], x => Ops.Pad(x[0], Ops.Stack([Ops.ShapeOf(x[0]), Ops.ShapeOf(x[0])], 1))),

        .. from axis in new[] { 0, 1, 2, -1 }
           from shape in new Shape[] { [], [5], [2, 3] }
           select new GradientCase("GatherV2", $"axis {axis}, indices {shape}", [new([3, 4, 3])], x => Ops.Gather(x[0], Indices(x[0].Graph, shape, 3), axis)),
        new("GatherNd", "rows", [new(s_cube)], x => Ops.GatherNd(x[0], Indices(x[0].Graph, [5, 2], 2))),
        new("GatherNd", "elements", [new([3, 3])], x => Ops.GatherNd(x[0], Indices(x[0].Graph, [2, 3, 2], 3))),
        new("ScatterNd", "rows", [new([4, 3])], x => Ops.ScatterNd(Indices(x[0].Graph, [4, 1], 3), x[0], Ops.Constant(x[0].Graph, [5, 3]))),
        new("UnsortedSegmentSum", "rows, one dropped", [new([4, 3])], x => Ops.UnsortedSegmentSum(x[0], Ops.Constant(x[0].Graph, [1, 0, -1, 1]), Ops.Constant(x[0].Graph, 3))),
        new("UnsortedSegmentSum", "segments of two axes", [new([2, 3, 2])], x => Ops.UnsortedSegmentSum(x[0], Indices(x[0].Graph, [2, 3], 4), Ops.Constant(x[0].Graph, 4))),
        new("TopKV2", "a row", [new([7])], x => Ops.TopK(x[0], 3).Values),
        new("TopKV2", "a cube", [new(s_cube)], x => Ops.TopK(x[0], 2).Values),
    ];

    /// <summary>Indices below a bound, some of them twice.</summary>
    private static Output Indices(Graph graph, Shape shape, int bound)
    {
        var random = new Random(3);
        using var tensor = Tensor.From<int>(Enumerable.Range(0, (int)shape.Count).Select(_ => random.Next(bound)).ToArray(), shape);
        return Ops.Constant(graph, tensor);
    }
}
