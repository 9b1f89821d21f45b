namespace KerasPort.TensorFlow.Rules;

/// <summary>Gradients of operations that pass elements on under another type, order or shape, some of them several times.</summary>
internal static class ShapeGradients
{
    // dx = g
    public static Output?[] Identity(Operation operation, Output?[] gradients) => [gradients.Incoming()];

    // dx = g as the type of x
    public static Output?[] Cast(Operation operation, Output?[] gradients) =>
        [operation.Input(0).DataType.IsFloating() ? Ops.Cast(gradients.Incoming(), operation.Input(0).DataType) : null];

    // dx = g under the shape of x
    public static Output?[] Reshape(Operation operation, Output?[] gradients) =>
        [Broadcasting.ReshapeLike(gradients.Incoming(), operation.Input(0)), null];

    // dx = g under the shape of x
    public static Output?[] Squeeze(Operation operation, Output?[] gradients) =>
        [Broadcasting.ReshapeLike(gradients.Incoming(), operation.Input(0))];

    // dx = g with the axes put back
    public static Output?[] Transpose(Operation operation, Output?[] gradients)
    {
        var (g, order) = (gradients.Incoming(), operation.Input(1));
        if (!StaticValue.TryReadIntegers(order, out var known))
            return [Ops.Transpose(g, Ops.InvertPermutation(order)), null];
        var inverse = new int[known.Length];
        for (var i = 0; i < known.Length; i++)
            inverse[known[i]] = i;
        return [Ops.Transpose(g, inverse), null];
    }

    // dx = g summed over the axes along which x was repeated
    public static Output?[] BroadcastTo(Operation operation, Output?[] gradients) =>
        [Broadcasting.SumTo(gradients.Incoming(), operation.Input(0)), null];

    // every element is the value: its gradient is the sum
    public static Output?[] Fill(Operation operation, Output?[] gradients) => [null, Ops.Sum(gradients.Incoming())];

    // along each axis, x stands multiple times: split each axis in (multiple, length) and sum over the multiples
    public static Output?[] Tile(Operation operation, Output?[] gradients)
    {
        var (g, x, multiples) = (gradients.Incoming(), operation.Input(0), operation.Input(1));
        if (x.Rank == 0)
            return [g, null];
        var pairs = Ops.Stack([multiples, Ops.Cast(Ops.ShapeOf(x), multiples.DataType)], axis: 1);
        var sum = Ops.Sum(Ops.Reshape(g, Ops.Reshape(pairs, -1)), [.. Enumerable.Range(0, x.Rank).Select(axis => 2 * axis)]);
        x.Graph.SetShape(sum, x.Shape);
        return [sum, null];
    }

    // dx = g turned round along the same axes
    public static Output?[] Reverse(Operation operation, Output?[] gradients) =>
        [Ops.Reverse(gradients.Incoming(), operation.Input(1)), null];
}
