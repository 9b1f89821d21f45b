namespace KerasPort.TensorFlow.Tests.Gradients;

/// <summary>Cases for convolutions, pooling and resizing.</summary>
internal static class PictureCases
{
    public static IEnumerable<GradientCase> All =>
    [
        .. from padding in new[] { "VALID", "SAME" }
           from rate in new (long Stride, long Dilation)[] { (1, 1), (2, 1), (1, 2) }
           from test in Convolutions(padding, rate.Stride, rate.Dilation)
           select test,
        new("Conv2D", "uneven strides", [new([1, 5, 6, 2]), Filter(3, 2, 2, 2)], x => Ops.Conv2D(x[0], x[1], [1, 1, 2, 1], "SAME", [1, 1, 1, 1])),
        new("SpaceToBatchND", "padding", [new([2, 3, 4, 2])], x => Ops.SpaceToBatch(x[0], Ops.Constant(x[0].Graph, [2, 3]), Pairs(x[0].Graph, 0, 1, 1, 1))),
        new("BatchToSpaceND", "cropping", [new([8, 2, 2, 1])], x => Ops.BatchToSpace(x[0], Ops.Constant(x[0].Graph, [2, 2]), Pairs(x[0].Graph, 0, 1, 1, 0))),
        .. from padding in new[] { "VALID", "SAME" }
           from stride in new long[] { 1, 2, 3 }
           from test in Pools(padding, stride)
           select test,
        new("FusedBatchNormV3", "by the batch", [new([2, 3, 4, 2]), new([2]), new([2])], x => Normalize(x, training: true)) { DataType = DataType.Float32 },
        new("FusedBatchNormV3", "by given numbers", [new([2, 3, 4, 2]), new([2]), new([2])], x => Normalize(x, training: false)) { DataType = DataType.Float32 },
        .. from align in new[] { false, true }
           from half in new[] { false, true }
           where !(align && half)
           from size in new[] { new[] { 6, 8 }, [2, 3] }
           from test in Resizes(size, align, half)
           select test,
    ];

    private static IEnumerable<GradientCase> Convolutions(string padding, long stride, long dilation)
    {
        var name = $"{padding}, stride {stride}, dilation {dilation}";
        long[] strides2 = [1, stride, stride, 1], dilations2 = [1, dilation, dilation, 1];
        long[] strides3 = [1, stride, stride, stride, 1], dilations3 = [1, dilation, dilation, dilation, 1];
        var small = (int)(padding == "SAME" ? (6 + stride - 1) / stride : (6 - 2 * dilation - 1) / stride + 1);
        yield return new("Conv2D", name, [new([2, 6, 6, 2]), Filter(3, 3, 2, 3)], x => Ops.Conv2D(x[0], x[1], strides2, padding, dilations2));
        yield return new("Conv2DBackpropInput", name, [Filter(3, 3, 2, 3), new([2, small, small, 3])],
            x => Ops.Conv2DBackpropInput(Ops.Stack([Ops.Dimension(x[1], 0), .. Six(x, 2), Ops.Constant(x[0].Graph, 2)]), x[0], x[1], strides2, padding, dilations2));
        yield return new("DepthwiseConv2dNative", name, [new([2, 6, 6, 2]), Filter(3, 3, 2, 2)], x => Ops.DepthwiseConv2D(x[0], x[1], strides2, padding, dilations2));
        yield return new("Conv3D", name, [new([1, 6, 6, 6, 1]), Filter(3, 3, 3, 1, 2)], x => Ops.Conv3D(x[0], x[1], strides3, padding, dilations3));
        yield return new("Conv3DBackpropInputV2", name, [Filter(3, 3, 3, 1, 2), new([1, small, small, small, 2])],
            x => Ops.Conv3DBackpropInput(Ops.Stack([Ops.Dimension(x[1], 0), .. Six(x, 3), Ops.Constant(x[0].Graph, 1)]), x[0], x[1], strides3, padding, dilations3));
    }

    private static Output Normalize(Output[] x, bool training)
    {
        var (mean, variance) = (Ops.Constant(x[0].Graph, training ? [] : [0.1f, -0.2f]), Ops.Constant(x[0].Graph, training ? [] : [0.5f, 1.5f]));
        return Ops.FusedBatchNorm(x[0], x[1], x[2], mean, variance, 0.01f, training).Y;
    }

    private static GradientInput Filter(params long[] shape) => new(new Shape(shape), -1, 1) { AlwaysKnown = true };

    /// <summary>Values no two of which are so near that a difference's step exchanges them.</summary>
    private static GradientInput Distinct(Shape shape)
    {
        var values = Enumerable.Range(0, (int)shape.Count).Select(i => i * 0.1).ToArray();
        new Random(5).Shuffle(values);
        return new(shape) { Values = values };
    }

    private static Output Pairs(Graph graph, params int[] values) => Ops.Reshape(Ops.Constant(graph, values), -1, 2);

    private static Output[] Six(Output[] x, int count) => [.. Enumerable.Repeat(Ops.Constant(x[0].Graph, 6), count)];

    private static IEnumerable<GradientCase> Pools(string padding, long stride)
    {
        var name = $"{padding}, stride {stride}";
        long[] window2 = [1, 2, 3, 1], strides2 = [1, stride, stride, 1], window3 = [1, 2, 2, 2, 1], strides3 = [1, stride, stride, stride, 1];
        yield return new("MaxPool", name, [Distinct([2, 5, 6, 2])], x => Ops.MaxPool2D(x[0], window2, strides2, padding));
        yield return new("AvgPool", name, [new([2, 5, 6, 2])], x => Ops.AvgPool2D(x[0], window2, strides2, padding));
        // The kernels of pooling in three dimensions are for float32 alone.
        yield return new("MaxPool3D", name, [Distinct([2, 3, 4, 3, 1])], x => Ops.MaxPool3D(x[0], window3, strides3, padding)) { DataType = DataType.Float32 };
        yield return new("AvgPool3D", name, [new([2, 3, 4, 3, 1])], x => Ops.AvgPool3D(x[0], window3, strides3, padding)) { DataType = DataType.Float32 };
    }

    private static IEnumerable<GradientCase> Resizes(int[] size, bool align, bool half)
    {
        var name = $"to {size[0]}x{size[1]}, align {align}, half {half}";
        // Bilinear and bicubic resizing give float32 whatever they get.
        yield return new("ResizeNearestNeighbor", name, [new([2, 3, 4, 2])], x => Ops.ResizeNearestNeighbor(x[0], Ops.Constant(x[0].Graph, size), align, half)) { DataType = DataType.Float32 };
        yield return new("ResizeBilinear", name, [new([2, 3, 4, 2])], x => Ops.ResizeBilinear(x[0], Ops.Constant(x[0].Graph, size), align, half)) { DataType = DataType.Float32 };
        yield return new("ResizeBicubic", name, [new([2, 3, 4, 2])], x => Ops.ResizeBicubic(x[0], Ops.Constant(x[0].Graph, size), align, half)) { DataType = DataType.Float32 };
    }
}
