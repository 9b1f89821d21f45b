namespace KerasPort.TensorFlow;

/// <summary>Thin builders of graph operations, only those that are used. Each adds one operation to the graph of its inputs.</summary>
public static partial class Ops
{
    /// <summary>A value that a function's caller gives.</summary>
    public static Output Placeholder(Graph graph, DataType type, Shape shape, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph.AddOperation(new OperationSpec("Placeholder")
        {
            Name = name,
            Attributes = new Dictionary<string, AttributeValue> { ["dtype"] = type, ["shape"] = shape },
        })[0];
    }

    /// <summary>A constant.</summary>
    public static Output Constant(Graph graph, Tensor value, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        return graph.AddOperation(new OperationSpec("Const")
        {
            Name = name,
            Attributes = new Dictionary<string, AttributeValue> { ["dtype"] = value.DataType, ["value"] = value },
        })[0];
    }

    /// <summary>A scalar constant of a number type.</summary>
    public static Output Constant(Graph graph, double value, DataType type)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph.Constant(value, type, () =>
        {
            using var tensor = type switch
            {
                DataType.Float32 => Tensor.Scalar((float)value),
                DataType.Float64 => Tensor.Scalar(value),
                DataType.Float16 => Tensor.Scalar((Half)value),
                DataType.Int32 => Tensor.Scalar(checked((int)value)),
                DataType.Int64 => Tensor.Scalar(checked((long)value)),
                DataType.UInt8 => Tensor.Scalar(checked((byte)value)),
                DataType.Int8 => Tensor.Scalar(checked((sbyte)value)),
                DataType.Int16 => Tensor.Scalar(checked((short)value)),
                DataType.UInt16 => Tensor.Scalar(checked((ushort)value)),
                DataType.UInt32 => Tensor.Scalar(checked((uint)value)),
                DataType.UInt64 => Tensor.Scalar(checked((ulong)value)),
                DataType.Bool => Tensor.Scalar(value != 0),
                _ => throw new ArgumentException($"Constant: the type must be a number's or bool. Received: {type.Name()}.", nameof(type)),
            };
            return Constant(graph, tensor);
        });
    }

    /// <summary>A scalar int32 constant.</summary>
    public static Output Constant(Graph graph, int value) => Constant(graph, value, DataType.Int32);

    /// <summary>An int32 constant of one dimension.</summary>
    public static Output Constant(Graph graph, int[] values)
    {
        using var tensor = Tensor.Vector<int>(values);
        return Constant(graph, tensor);
    }

    /// <summary>A float32 constant of one dimension.</summary>
    public static Output Constant(Graph graph, float[] values)
    {
        using var tensor = Tensor.Vector<float>(values);
        return Constant(graph, tensor);
    }

    /// <summary>The same value.</summary>
    public static Output Identity(Output x) => Build("Identity", [x]);

    /// <summary>The same value, after other operations have run.</summary>
    public static Output IdentityAfter(Output x, IReadOnlyList<Operation> controls) =>
        x.Graph.AddOperation(new OperationSpec("Identity") { Inputs = [x], ControlInputs = controls })[0];

    /// <summary>The same value, through which no gradient flows.</summary>
    public static Output StopGradient(Output x) => Build("StopGradient", [x]);

    /// <summary>The elements as another type.</summary>
    public static Output Cast(Output x, DataType type) => x.DataType == type ? x : Build("Cast", [x], ("DstT", type));

    /// <summary>The same elements under another shape; one dimension may be -1.</summary>
    public static Output Reshape(Output x, params int[] shape) => Build("Reshape", [x, Constant(x.Graph, shape)]);

    /// <summary>The same elements under a shape that the graph computes.</summary>
    public static Output Reshape(Output x, Output shape) => Build("Reshape", [x, shape]);

    /// <summary>The dimensions as an int32 vector.</summary>
    public static Output ShapeOf(Output x)
    {
        var shape = x.Shape;
        return shape.IsFullyKnown ? Constant(x.Graph, Array.ConvertAll(shape.ToArray(), dim => checked((int)dim))) : Build("Shape", [x]);
    }

    /// <summary>One dimension as an int32 scalar; negative: from the end.</summary>
    public static Output Dimension(Output x, int axis)
    {
        var shape = x.Shape;
        if (shape.HasRank && shape[axis] >= 0)
            return Constant(x.Graph, checked((int)shape[axis]));
        var index = axis < 0 ? axis + shape.Rank : axis;
        return Squeeze(Slice(ShapeOf(x), [index], [1]), 0);
    }

    /// <summary>The number of elements as an int32 scalar.</summary>
    public static Output SizeOf(Output x) => Build("Size", [x]);

    /// <summary>The number of dimensions as an int32 scalar.</summary>
    public static Output RankOf(Output x) => Build("Rank", [x]);

    /// <summary>The axes in another order.</summary>
    public static Output Transpose(Output x, params int[] permutation) => Build("Transpose", [x, Constant(x.Graph, permutation)]);

    /// <summary>The axes in an order that the graph computes.</summary>
    public static Output Transpose(Output x, Output permutation) => Build("Transpose", [x, permutation]);

    /// <summary>A new axis of length 1.</summary>
    public static Output ExpandDims(Output x, int axis) => Build("ExpandDims", [x, Constant(x.Graph, axis)]);

    /// <summary>Without axes of length 1.</summary>
    public static Output Squeeze(Output x, params int[] axes) =>
        Build("Squeeze", [x], ("squeeze_dims", Array.ConvertAll(axes, axis => (long)axis)));

    /// <summary>Tensors put together along an axis.</summary>
    public static Output Concat(Output[] values, int axis)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Length == 1 ? values[0] : BuildWithList("ConcatV2", [values, Constant(values[0].Graph, axis)])[0];
    }

    /// <summary>Parts of the given sizes along an axis.</summary>
    public static Output[] Split(Output x, int[] sizes, int axis)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        return Split(x, Constant(x.Graph, sizes), axis, sizes.Length);
    }

    /// <summary>Parts along an axis, whose sizes the graph computes.</summary>
    internal static Output[] Split(Output x, Output sizes, int axis, int count)
    {
        var operation = BuildOperation("SplitV", [x, sizes, Constant(x.Graph, axis)], ("num_split", (long)count));
        return [.. Enumerable.Range(0, count).Select(i => operation[i])];
    }

    /// <summary>Equally shaped tensors as one with a new axis.</summary>
    public static Output Stack(Output[] values, int axis = 0) => BuildWithList("Pack", [values], ("axis", (long)axis))[0];

    /// <summary>The parts along an axis, whose length must be known.</summary>
    public static Output[] Unstack(Output x, int axis = 0)
    {
        var count = x.Shape[axis];
        if (count < 0)
            throw new ArgumentException($"Unstack: the axis must have a known length. Received: shape={x.Shape}, axis={axis}.", nameof(axis));
        return Unstack(x, axis, checked((int)count));
    }

    /// <summary>The parts along an axis of which the caller knows the length.</summary>
    internal static Output[] Unstack(Output x, int axis, int count)
    {
        var operation = BuildOperation("Unpack", [x], ("num", (long)count), ("axis", (long)axis));
        return [.. Enumerable.Range(0, count).Select(i => operation[i])];
    }

    /// <summary>A part: where it begins and its size on each axis (-1: to the end).</summary>
    public static Output Slice(Output x, int[] begin, int[] size) => Slice(x, Constant(x.Graph, begin), Constant(x.Graph, size));

    /// <summary>A part whose place the graph computes.</summary>
    public static Output Slice(Output x, Output begin, Output size) => Build("Slice", [x, begin, size]);

    /// <summary>A part along one axis: from an index, with a length (-1: to the end).</summary>
    public static Output SliceAxis(Output x, int axis, int begin, int size)
    {
        var begins = new int[x.Rank];
        var sizes = new int[x.Rank];
        Array.Fill(sizes, -1);
        (begins[axis], sizes[axis]) = (begin, size);
        return Slice(x, begins, sizes);
    }

    /// <summary>Python's x[begin:end:stride] on each axis; bits of the masks say where begin or end is left out.</summary>
    public static Output StridedSlice(Output x, int[] begin, int[] end, int[] strides, long beginMask = 0, long endMask = 0, long shrinkMask = 0) =>
        Build("StridedSlice", [x, Constant(x.Graph, begin), Constant(x.Graph, end), Constant(x.Graph, strides)],
            ("begin_mask", beginMask), ("end_mask", endMask), ("shrink_axis_mask", shrinkMask));

    /// <summary>The part at an index of the first axis, which the result has no more; no copy where memory is aligned.</summary>
    internal static Output At(Output x, Output index)
    {
        var begin = ExpandDims(index, 0);
        return Build("StridedSlice", [x, begin, begin + 1, Constant(x.Graph, [1])], ("shrink_axis_mask", 1L));
    }

    /// <summary>Zeros of the shape that the operation read, with the gradient where it read.</summary>
    internal static Output StridedSliceGrad(Operation strided, Output gradient)
    {
        var x = strided.Input(0);
        var result = Build("StridedSliceGrad", [Cast(ShapeOf(x), strided.Input(1).DataType), strided.Input(1), strided.Input(2), strided.Input(3), gradient],
            ("begin_mask", strided.GetInt("begin_mask")), ("end_mask", strided.GetInt("end_mask")),
            ("ellipsis_mask", strided.GetInt("ellipsis_mask")), ("new_axis_mask", strided.GetInt("new_axis_mask")),
            ("shrink_axis_mask", strided.GetInt("shrink_axis_mask")));
        result.Graph.SetShape(result, x.Shape);
        return result;
    }

    /// <summary>The slices at these indices along an axis.</summary>
    public static Output Gather(Output x, Output indices, int axis = 0) => Build("GatherV2", [x, indices, Constant(x.Graph, axis)]);

    /// <summary>The elements at these index tuples.</summary>
    public static Output GatherNd(Output x, Output indices) => Build("GatherNd", [x, indices]);

    /// <summary>Zeros with updates added at index tuples.</summary>
    public static Output ScatterNd(Output indices, Output updates, Output shape) => Build("ScatterNd", [indices, updates, shape]);

    /// <summary>Sums of the rows of equal segment number.</summary>
    public static Output UnsortedSegmentSum(Output x, Output segments, Output count) => Build("UnsortedSegmentSum", [x, segments, count]);

    /// <summary>The tensor repeated along each axis.</summary>
    public static Output Tile(Output x, params int[] multiples) => Build("Tile", [x, Constant(x.Graph, multiples)]);

    /// <summary>The tensor repeated as often as the graph computes.</summary>
    public static Output Tile(Output x, Output multiples) => Build("Tile", [x, multiples]);

    /// <summary>Zeros before and after each axis.</summary>
    public static Output Pad(Output x, (int Before, int After)[] paddings)
    {
        ArgumentNullException.ThrowIfNull(paddings);
        using var tensor = Tensor.From<int>(paddings.SelectMany(pad => new[] { pad.Before, pad.After }).ToArray(), new Shape(paddings.Length, 2));
        return Build("Pad", [x, Constant(x.Graph, tensor)]);
    }

    /// <summary>Zeros before and after each axis; the graph computes how many.</summary>
    public static Output Pad(Output x, Output paddings) => Build("Pad", [x, paddings]);

    /// <summary>A tensor of one value.</summary>
    public static Output Fill(Output shape, Output value) => Build("Fill", [shape, value]);

    /// <summary>Zeros of the same shape and type.</summary>
    public static Output ZerosLike(Output x) => Build("ZerosLike", [x]);

    /// <summary>Ones of the same shape and type.</summary>
    public static Output OnesLike(Output x) => Build("OnesLike", [x]);

    /// <summary>Repeated to a larger shape, as operators do.</summary>
    public static Output BroadcastTo(Output x, Output shape) => Build("BroadcastTo", [x, shape]);

    /// <summary>Numbers from a start to below a limit.</summary>
    public static Output Range(Output start, Output limit, Output delta) => Build("Range", [start, limit, delta]);

    /// <summary>A new last axis with <paramref name="on"/> at the index and <paramref name="off"/> elsewhere.</summary>
    public static Output OneHot(Output indices, int depth, Output on, Output off) =>
        Build("OneHot", [indices, Constant(indices.Graph, depth), on, off], ("axis", -1L));

    /// <summary>The order turned round along axes.</summary>
    public static Output Reverse(Output x, params int[] axes) => Build("ReverseV2", [x, Constant(x.Graph, axes)]);

    /// <summary>The order turned round along axes that the graph computes.</summary>
    internal static Output Reverse(Output x, Output axes) => Build("ReverseV2", [x, axes]);

    /// <summary>The elements of x that are not in y.</summary>
    internal static Output ListDifference(Output x, Output y) => Build("ListDiff", [x, y]);

    /// <summary>The inverse of a permutation.</summary>
    public static Output InvertPermutation(Output x) => Build("InvertPermutation", [x]);

    /// <summary>The axes over which the gradients of two broadcast shapes are summed.</summary>
    public static (Output A, Output B) BroadcastGradientArgs(Output shapeA, Output shapeB)
    {
        var operation = BuildOperation("BroadcastGradientArgs", [shapeA, shapeB]);
        return (operation[0], operation[1]);
    }

    /// <summary>The index tuples of the elements that hold.</summary>
    public static Output Where(Output condition) => Build("Where", [condition]);
}
