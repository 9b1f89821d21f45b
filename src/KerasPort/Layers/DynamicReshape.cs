using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>Reshapes to shapes of which some dimensions show only when the graph runs.</summary>
internal static class DynamicReshape
{
    /// <param name="x">The tensor.</param>
    /// <param name="shape">The shape wanted, as far as it is known.</param>
    /// <param name="dimension">The int32 scalar of an unknown dimension; not asked where there is only one.</param>
    public static Output To(Output x, Shape shape, Func<int, Output> dimension)
    {
        var dims = Array.ConvertAll(shape.ToArray(), dim => checked((int)dim));
        if (dims.Count(dim => dim < 0) <= 1)
            return Ops.Reshape(x, dims);
        var output = Ops.Reshape(x, Ops.Stack([.. dims.Select((dim, axis) => dim >= 0 ? Ops.Constant(x.Graph, dim) : dimension(axis))]));
        x.Graph.SetShape(output, shape);
        return output;
    }
}
