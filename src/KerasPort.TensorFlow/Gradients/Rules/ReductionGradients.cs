namespace KerasPort.TensorFlow.Rules;

/// <summary>Gradients of reductions of x to y over axes; g is the gradient of y.</summary>
internal static class ReductionGradients
{
    // every element counts once: g repeated along the axes
    public static Output?[] Sum(Operation operation, Output?[] gradients) =>
        [Repeat(KeepAxes(operation, gradients.Incoming()), operation.Input(0)), null];

    // every element counts 1/n
    public static Output?[] Mean(Operation operation, Output?[] gradients)
    {
        var g = gradients.Incoming();
        return [Repeat(KeepAxes(operation, g / ReducedCount(operation, g)), operation.Input(0)), null];
    }

    // to the elements that equal the extreme, in equal parts
    public static Output?[] Extreme(Operation operation, Output?[] gradients)
    {
        var (x, axes) = (operation.Input(0), operation.Input(1));
        var isExtreme = Ops.Cast(Ops.Equal(x, KeepAxes(operation, operation[0])), x.DataType);
        return [isExtreme / Ops.Sum(isExtreme, axes, keepDims: true) * KeepAxes(operation, gradients.Incoming()), null];
    }

    // g times the product of the others, which also holds where elements are 0: those before times those after
    public static Output?[] Prod(Operation operation, Output?[] gradients)
    {
        var (x, axes) = (operation.Input(0), operation.Input(1));
        var (zero, one) = (Ops.Constant(x.Graph, 0), Ops.Constant(x.Graph, 1));
        var all = Ops.Range(zero, Ops.RankOf(x), one);
        var reduced = Ops.FloorMod(Ops.Reshape(Ops.Cast(axes, DataType.Int32), -1), Ops.RankOf(x));
        var order = Ops.Concat([reduced, Ops.ListDifference(all, reduced)], 0);
        var shape = Ops.ShapeOf(x);
        var matrix = Ops.Stack([Ops.Prod(Ops.Gather(shape, reduced), [0]), Ops.Constant(x.Graph, -1)]);
        var turned = Ops.Transpose(x, order);
        var flat = Ops.Reshape(turned, matrix);
        var others = Ops.Cumprod(flat, 0, exclusive: true) * Ops.Cumprod(flat, 0, exclusive: true, reverse: true);
        var back = Ops.Transpose(Ops.Reshape(others, Ops.ShapeOf(turned)), Ops.InvertPermutation(order));
        x.Graph.SetShape(back, x.Shape);
        return [back * KeepAxes(operation, gradients.Incoming()), null];
    }

    /// <summary>A value of the reduced shape with axes of length 1 where the reduction took them away.</summary>
    private static Output KeepAxes(Operation operation, Output value)
    {
        if (operation.GetBool("keep_dims"))
            return value;
        var (x, axes) = (operation.Input(0), operation.Input(1));
        if (x.Shape.HasRank && StaticValue.TryReadIntegers(axes, out var known))
        {
            var kept = value;
            if (known.Length == x.Rank && value.Shape.HasRank)
                return Ops.Reshape(value, Enumerable.Repeat(1, x.Rank).ToArray());
            foreach (var axis in known.Select(axis => axis < 0 ? axis + x.Rank : axis).Order())
                kept = Ops.ExpandDims(kept, axis);
            return kept;
        }
        // A sum of the shape's size with kept axes has the shape that is wanted.
        return Ops.Reshape(value, Ops.ShapeOf(Ops.Sum(x, axes, keepDims: true)));
    }

    private static Output Repeat(Output kept, Output x) => Ops.BroadcastTo(kept, Ops.ShapeOf(x));

    /// <summary>How many elements of x go into one of y.</summary>
    private static Output ReducedCount(Operation operation, Output g)
    {
        var (x, axes) = (operation.Input(0), operation.Input(1));
        if (x.Shape.HasRank && StaticValue.TryReadIntegers(axes, out var known))
        {
            var dims = known.Select(axis => x.Shape[axis]).ToArray();
            if (dims.All(dim => dim >= 0))
                return g.Constant(dims.Aggregate(1L, (product, dim) => checked(product * dim)));
        }
        return Ops.Cast(Ops.Prod(Ops.Gather(Ops.ShapeOf(x), Ops.Reshape(axes, -1)), [0]), g.DataType);
    }
}
