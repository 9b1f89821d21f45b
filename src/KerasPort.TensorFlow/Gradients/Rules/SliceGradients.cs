namespace KerasPort.TensorFlow.Rules;

/// <summary>Gradients of operations that cut a part out of a tensor or put zeros round it.</summary>
internal static class SliceGradients
{
    // dx = g with zeros where the slice was not
    public static Output?[] Slice(Operation operation, Output?[] gradients)
    {
        var (g, x, begin) = (gradients.Incoming(), operation.Input(0), operation.Input(1));
        var before = Ops.Cast(begin, DataType.Int32);
        var after = Ops.ShapeOf(x) - before - Ops.ShapeOf(operation[0]);
        return [Ops.Pad(g, Ops.Stack([before, after], axis: 1)), null, null];
    }

    // dx = g at the places that were read, zeros elsewhere
    public static Output?[] StridedSlice(Operation operation, Output?[] gradients) =>
        [Ops.StridedSliceGrad(operation, gradients.Incoming()), null, null, null];

    // dx = g without what was put round
    public static Output?[] Pad(Operation operation, Output?[] gradients)
    {
        var (g, x, paddings) = (gradients.Incoming(), operation.Input(0), operation.Input(1));
        var before = Ops.Reshape(Ops.Slice(Ops.Cast(paddings, DataType.Int32), [0, 0], [-1, 1]), -1);
        var part = Ops.Slice(g, before, Ops.ShapeOf(x));
        x.Graph.SetShape(part, x.Shape);
        return [part, null];
    }
}
