namespace KerasPort.TensorFlow;

/// <summary>Thin builders of graph operations, only those that are used. Each adds one operation to the graph of its inputs.</summary>
public static partial class Ops
{
    /// <summary>Convolution of (batch, rows, columns, channels) with (rows, columns, in, out). Strides and dilations have four numbers.</summary>
    public static Output Conv2D(Output x, Output filter, long[] strides, string padding, long[] dilations) =>
        Build("Conv2D", [x, filter], ("strides", strides), ("padding", padding), ("dilations", dilations));

    /// <summary>The gradient of <see cref="Conv2D"/> with regard to x: also the transposed convolution. With dilations the strides must be 1.</summary>
    public static Output Conv2DBackpropInput(Output inputShape, Output filter, Output gradient, long[] strides, string padding, long[] dilations) =>
        BackpropInput("Conv2DBackpropInput", inputShape, filter, gradient, strides, padding, dilations);

    /// <summary>The gradient of <see cref="Conv2D"/> with regard to the filter. With dilations the strides must be 1.</summary>
    public static Output Conv2DBackpropFilter(Output x, Output filter, Output gradient, long[] strides, string padding, long[] dilations) =>
        BackpropFilter("Conv2DBackpropFilter", x, filter, gradient, strides, padding, dilations);

    /// <summary>
    /// Convolution of (batch, depth, rows, columns, channels) with (depth, rows, columns, in, out). Strides and dilations have
    /// five numbers; with dilations the strides must be 1.
    /// </summary>
    public static Output Conv3D(Output x, Output filter, long[] strides, string padding, long[] dilations) =>
        Forward("Conv3D", x, filter, strides, padding, dilations);

    /// <summary>The gradient of <see cref="Conv3D"/> with regard to x: also the transposed convolution. With dilations the strides must be 1.</summary>
    public static Output Conv3DBackpropInput(Output inputShape, Output filter, Output gradient, long[] strides, string padding, long[] dilations) =>
        BackpropInput("Conv3DBackpropInputV2", inputShape, filter, gradient, strides, padding, dilations);

    /// <summary>The gradient of <see cref="Conv3D"/> with regard to the filter. With dilations the strides must be 1.</summary>
    public static Output Conv3DBackpropFilter(Output x, Output filter, Output gradient, long[] strides, string padding, long[] dilations) =>
        BackpropFilter("Conv3DBackpropFilterV2", x, filter, gradient, strides, padding, dilations);

    /// <summary>Convolution of each channel with filters of its own: (rows, columns, in, multiplier). With dilations the strides must be 1.</summary>
    public static Output DepthwiseConv2D(Output x, Output filter, long[] strides, string padding, long[] dilations) =>
        Forward("DepthwiseConv2dNative", x, filter, strides, padding, dilations);

    /// <summary>The gradient of <see cref="DepthwiseConv2D"/> with regard to x. With dilations the strides must be 1.</summary>
    public static Output DepthwiseConv2DBackpropInput(Output inputShape, Output filter, Output gradient, long[] strides, string padding, long[] dilations) =>
        BackpropInput("DepthwiseConv2dNativeBackpropInput", inputShape, filter, gradient, strides, padding, dilations);

    /// <summary>The gradient of <see cref="DepthwiseConv2D"/> with regard to the filter. With dilations the strides must be 1.</summary>
    public static Output DepthwiseConv2DBackpropFilter(Output x, Output filter, Output gradient, long[] strides, string padding, long[] dilations) =>
        BackpropFilter("DepthwiseConv2dNativeBackpropFilter", x, filter, gradient, strides, padding, dilations);

    /// <summary>Blocks of pixels moved into the batch, after zeros were put round.</summary>
    internal static Output SpaceToBatch(Output x, Output block, Output paddings) => Build("SpaceToBatchND", [x, block, paddings]);

    /// <summary>Blocks of pixels moved out of the batch, then cropped.</summary>
    internal static Output BatchToSpace(Output x, Output block, Output crops) => Build("BatchToSpaceND", [x, block, crops]);

    private static Output Forward(string type, Output x, Output filter, long[] strides, string padding, long[] dilations)
    {
        if (!DilatedWindows.Needed(dilations))
            return Build(type, [x, filter], ("strides", strides), ("padding", padding));
        var windows = new DilatedWindows(DilatedWindows.SpatialDims(x), filter, strides, padding, dilations);
        var result = windows.JoinResult(Build(type, [windows.PartInput(x), filter], ("strides", strides), ("padding", "VALID")));
        var shape = x.Shape.With(-1, result.Shape.HasRank ? result.Shape[-1] : -1);
        for (var axis = 1; axis < shape.Rank - 1; axis++)
            if (shape[axis] >= 0 && padding == "VALID")
                shape = shape.With(axis, shape[axis] - (filter.Shape[axis - 1] - 1) * dilations[axis]);
        result.Graph.SetShape(result, shape);
        return result;
    }

    private static Output BackpropInput(string type, Output inputShape, Output filter, Output gradient, long[] strides, string padding, long[] dilations)
    {
        if (!DilatedWindows.Needed(dilations))
            return Build(type, [inputShape, filter, gradient], ("strides", strides), ("padding", padding));
        var dims = DilatedWindows.SpatialDims(inputShape, gradient.Rank);
        var windows = new DilatedWindows(dims, filter, strides, padding, dilations);
        return windows.JoinInput(Build(type, [windows.PartedInputShape(inputShape), filter, windows.PartResult(gradient)], ("strides", strides), ("padding", "VALID")));
    }

    private static Output BackpropFilter(string type, Output x, Output filter, Output gradient, long[] strides, string padding, long[] dilations)
    {
        var shape = ShapeOf(filter);
        if (!DilatedWindows.Needed(dilations))
            return Build(type, [x, shape, gradient], ("strides", strides), ("padding", padding));
        var windows = new DilatedWindows(DilatedWindows.SpatialDims(x), filter, strides, padding, dilations);
        return Build(type, [windows.PartInput(x), shape, windows.PartResult(gradient)], ("strides", strides), ("padding", "VALID"));
    }
}
