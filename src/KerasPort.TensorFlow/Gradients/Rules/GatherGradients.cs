namespace KerasPort.TensorFlow.Rules;

/// <summary>Gradients of operations that pick elements by index or add them up by index: each the other's adjoint.</summary>
internal static class GatherGradients
{
    // dx_i = sum of the g of the places that read slice i; the axis comes first for it and goes back afterwards
    public static Output?[] Gather(Operation operation, Output?[] gradients)
    {
        var (g, x, indices) = (gradients.Incoming(), operation.Input(0), operation.Input(1));
        if (operation.GetInt("batch_dims") != 0)
            throw new NotSupportedException($"Gradients: {operation} must have batch_dims=0. Received: batch_dims={operation.GetInt("batch_dims")}.");
        var axis = StaticValue.ReadAxis(operation, 2, x.Rank);
        var picked = Enumerable.Range(axis, indices.Rank);
        var first = axis == 0 ? g : Ops.Transpose(g, [.. picked, .. Enumerable.Range(0, g.Rank).Except(picked)]);
        var sums = Ops.UnsortedSegmentSum(first, indices, Ops.Dimension(x, axis));
        var dx = axis == 0 ? sums : Ops.Transpose(sums, [.. Enumerable.Range(1, axis), 0, .. Enumerable.Range(axis + 1, x.Rank - axis - 1)]);
        x.Graph.SetShape(dx, x.Shape);
        return [dx, null, null];
    }

    // dx = g added up at the tuples
    public static Output?[] GatherNd(Operation operation, Output?[] gradients)
    {
        var (g, x, indices) = (gradients.Incoming(), operation.Input(0), operation.Input(1));
        var dx = Ops.ScatterNd(indices, g, Ops.Cast(Ops.ShapeOf(x), indices.DataType));
        x.Graph.SetShape(dx, x.Shape);
        return [dx, null];
    }

    // each update's gradient is g at its tuple
    public static Output?[] ScatterNd(Operation operation, Output?[] gradients) =>
        [null, Ops.GatherNd(gradients.Incoming(), operation.Input(0)), null];

    // each row's gradient is g at its segment; rows of negative segments were dropped
    public static Output?[] UnsortedSegmentSum(Operation operation, Output?[] gradients)
    {
        var (g, x, segments) = (gradients.Incoming(), operation.Input(0), operation.Input(1));
        var rows = Ops.Gather(g, Ops.Maximum(segments, segments.Constant(0)));
        var kept = Ops.GreaterEqual(segments, segments.Constant(0));
        for (var rank = segments.Rank; rank < x.Rank; rank++)
            kept = Ops.ExpandDims(kept, -1);
        return [Ops.Select(kept, rows, g.Constant(0)), null, null];
    }

    // dx = g at the index that each value came from
    public static Output?[] TopK(Operation operation, Output?[] gradients)
    {
        var (g, x, indices) = (gradients.Incoming(), operation.Input(0), operation[1]);
        var (length, one) = (Ops.Dimension(x, -1), Ops.Constant(x.Graph, 1));
        var rows = Ops.Range(Ops.Constant(x.Graph, 0), Ops.FloorDivide(Ops.SizeOf(x), length), one) * length;
        var count = Ops.Dimension(indices, -1);
        var flat = Ops.Reshape(indices, Ops.Stack([Ops.Constant(x.Graph, -1), count])) + Ops.ExpandDims(rows, 1);
        var sums = Ops.UnsortedSegmentSum(Ops.Reshape(g, -1), Ops.Reshape(flat, -1), Ops.SizeOf(x));
        return [Broadcasting.ReshapeLike(sums, x), null];
    }
}
