namespace KerasPort.TensorFlow.Rules;

/// <summary>Gradients of operations that put tensors together or take them apart: each the other's inverse.</summary>
internal static class JoinGradients
{
    // each value's gradient is its part of g
    public static Output?[] Concat(Operation operation, Output?[] gradients)
    {
        var g = gradients.Incoming();
        var count = operation.InputCount - 1;
        var values = Enumerable.Range(0, count).Select(operation.Input).ToArray();
        var axis = StaticValue.ReadAxis(operation, count, g.Rank);
        var parts = Array.TrueForAll(values, value => value.Shape[axis] >= 0)
            ? Ops.Split(g, Array.ConvertAll(values, value => checked((int)value.Shape[axis])), axis)
            : Ops.Split(g, Ops.Stack(Array.ConvertAll(values, value => Ops.Dimension(value, axis))), axis, count);
        return [.. parts, null];
    }

    // dx = the gradients of the parts together; a part through which none flows in gives zeros
    public static Output?[] Split(Operation operation, Output?[] gradients) =>
        [Ops.Concat(WithZeros(operation, gradients), StaticValue.ReadAxis(operation, 2, operation.Input(0).Rank)), null, null];

    // each value's gradient is its slice of g
    public static Output?[] Stack(Operation operation, Output?[] gradients) =>
        [.. Ops.Unstack(gradients.Incoming(), checked((int)operation.GetInt("axis")), operation.InputCount)];

    // dx = the gradients of the slices together; a slice through which none flows in gives zeros
    public static Output?[] Unstack(Operation operation, Output?[] gradients) =>
        [Ops.Stack(WithZeros(operation, gradients), checked((int)operation.GetInt("axis")))];

    // the gradient of a list is the list of the gradients
    public static Output?[] TensorListStack(Operation operation, Output?[] gradients)
    {
        var g = gradients.Incoming();
        return [Ops.TensorListFromTensor(g, Ops.SliceAxis(Ops.ShapeOf(g), 0, 1, -1)), null];
    }

    // the gradient of a tensor is the stacked gradients of its slices
    public static Output?[] TensorListFromTensor(Operation operation, Output?[] gradients)
    {
        var x = operation.Input(0);
        var stacked = Ops.TensorListStack(gradients.Incoming(), operation.Input(1), x.DataType);
        x.Graph.SetShape(stacked, x.Shape);
        return [stacked, null];
    }

    private static Output[] WithZeros(Operation operation, Output?[] gradients) =>
        [.. gradients.Select((gradient, i) => gradient ?? Ops.ZerosLike(operation[i]))];
}
