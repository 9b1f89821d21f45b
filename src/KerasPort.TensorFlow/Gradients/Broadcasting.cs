namespace KerasPort.TensorFlow;

/// <summary>Takes gradients back to the shapes of values that were repeated on the way forward.</summary>
internal static class Broadcasting
{
    /// <summary>
    /// The gradient of an operand that was broadcast: summed over the axes along which it was repeated. They are found while the
    /// graph is built where the static shapes tell, else when it runs.
    /// </summary>
    /// <param name="gradient">The gradient of the broadcast result.</param>
    /// <param name="operand">The operand whose gradient is wanted.</param>
    /// <param name="others">The result's other operands.</param>
    public static Output SumTo(Output gradient, Output operand, params ReadOnlySpan<Output> others)
    {
        if (All(others, other => other == operand))
            return gradient;
        return RepeatedAxes(gradient.Shape, operand.Shape, others) switch
        {
            null => SumWhenRun(gradient, operand),
            { Length: 0 } => gradient,
            var axes when axes.Length == gradient.Rank - operand.Rank => Ops.Sum(gradient, axes),
            var axes => ReshapeLike(Ops.Sum(gradient, axes), operand),
        };
    }

    /// <summary>The gradient under the shape of a value with as many elements.</summary>
    public static Output ReshapeLike(Output gradient, Output value)
    {
        var shape = value.Shape;
        if (shape.HasRank && shape.Equals(gradient.Shape) && shape.IsFullyKnown)
            return gradient;
        // One unknown dimension is what is left of the elements, unless there are none.
        return shape.HasRank && shape.Count(dim => dim is null) <= 1 && shape.All(dim => dim != 0)
            ? Ops.Reshape(gradient, [.. shape.Select(dim => checked((int)(dim ?? -1)))])
            : Ops.Reshape(gradient, Ops.ShapeOf(value));
    }

    private static Output SumWhenRun(Output gradient, Output operand)
    {
        var shape = Ops.ShapeOf(operand);
        var (axes, _) = Ops.BroadcastGradientArgs(shape, Ops.ShapeOf(gradient));
        var sum = Ops.Reshape(Ops.Sum(gradient, axes), shape);
        sum.Graph.SetShape(sum, operand.Shape);
        return sum;
    }

    /// <summary>The axes of the result along which the operand was repeated; null where that shows only when the graph runs.</summary>
    private static int[]? RepeatedAxes(Shape result, Shape operand, ReadOnlySpan<Output> others)
    {
        if (!result.HasRank || !operand.HasRank)
            return null;
        var axes = new List<int>();
        var missing = result.Rank - operand.Rank;
        for (var axis = 0; axis < result.Rank; axis++)
        {
            var fromEnd = axis - result.Rank;
            var dim = axis < missing ? 1 : operand[fromEnd];
            if (dim == 1 && (axis < missing || result[axis] != 1))
                axes.Add(axis);
            else if (dim < 0 && result[axis] != 1 && (others.Length == 0 || !All(others, other => IsOne(other.Shape, fromEnd))))
                return null;
        }
        return [.. axes];
    }

    private static bool IsOne(Shape shape, int fromEnd) => shape.HasRank && (shape.Rank < -fromEnd || shape[fromEnd] == 1);

    private static bool All(ReadOnlySpan<Output> outputs, Predicate<Output> holds)
    {
        foreach (var output in outputs)
            if (!holds(output))
                return false;
        return outputs.Length > 0;
    }
}
