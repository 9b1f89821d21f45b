using KerasPort.TensorFlow;

namespace KerasPort.Layers;

/// <summary>Convolutions over one to three spatial axes, channels last, with Keras' paddings and groups.</summary>
internal static class ConvolutionOps
{
    /// <summary>Convolution of (batch, ..., in) with (..., in / groups, filters).</summary>
    public static Output Convolve(Output x, Output kernel, int[] strides, string padding, int[] dilation, int groups = 1)
    {
        (x, padding) = PadCausally(x, kernel, padding, dilation);
        if (groups == 1)
            return Plain(x, kernel, strides, padding, dilation);
        // TensorFlow's CPU has no groups: those of one channel make a depthwise convolution, others are convolved one by one.
        var (inputs, filters) = (checked((int)kernel.Shape[-2]), checked((int)kernel.Shape[-1]));
        if (inputs == 1 && strides.Length < 3 && Array.TrueForAll(strides, stride => stride == strides[0]))
        {
            int[] shape = [.. kernel.Shape[..^2].ToArray().Select(dim => checked((int)dim)), groups, filters / groups];
            return PlainDepthwise(x, Ops.Reshape(kernel, shape), strides, padding, dilation);
        }
        var parts = Ops.Split(x, [.. Enumerable.Repeat(inputs, groups)], x.Rank - 1);
        var kernels = Ops.Split(kernel, [.. Enumerable.Repeat(filters / groups, groups)], x.Rank - 1);
        return Ops.Concat([.. parts.Zip(kernels, (part, own) => Plain(part, own, strides, padding, dilation))], x.Rank - 1);
    }

    /// <summary>Convolution of each channel with filters of its own: (..., in, multiplier). One or two spatial axes.</summary>
    public static Output ConvolveDepthwise(Output x, Output kernel, int[] strides, string padding, int[] dilation)
    {
        (x, padding) = PadCausally(x, kernel, padding, dilation);
        return PlainDepthwise(x, kernel, strides, padding, dilation);
    }

    /// <summary>The transposed convolution of (batch, ..., in) with (..., filters, in); it gives the lengths of <see cref="WindowLength.Transposed"/>.</summary>
    public static Output ConvolveTransposed(Output x, Output kernel, int[] strides, string padding, int[] dilation, int[]? outputPadding)
    {
        var graph = x.Graph;
        var sizes = new Output[strides.Length + 2];
        (sizes[0], sizes[^1]) = (Ops.Dimension(x, 0), Ops.Constant(graph, checked((int)kernel.Shape[-2])));
        for (var i = 0; i < strides.Length; i++)
        {
            // The length is linear in the input's.
            var atZero = checked((int)WindowLength.Transposed(0, checked((int)kernel.Shape[i]), padding, strides[i], dilation[i], outputPadding?[i]));
            sizes[i + 1] = x.Shape[i + 1] >= 0
                ? Ops.Constant(graph, checked((int)x.Shape[i + 1] * strides[i] + atZero))
                : Ops.Dimension(x, i + 1) * strides[i] + atZero;
        }
        var mode = padding.ToUpperInvariant();
        switch (strides.Length)
        {
            case 1:
                var shape = Ops.Stack([sizes[0], Ops.Constant(graph, 1), sizes[1], sizes[2]]);
                return Ops.Squeeze(Ops.Conv2DBackpropInput(shape, Ops.ExpandDims(kernel, 0), Ops.ExpandDims(x, 1), [1, 1, strides[0], 1], mode, [1, 1, dilation[0], 1]), 1);
            case 2:
                return Ops.Conv2DBackpropInput(Ops.Stack(sizes), kernel, x, Whole(strides), mode, Whole(dilation));
            default:
                return Ops.Conv3DBackpropInput(Ops.Stack(sizes), kernel, x, Whole(strides), mode, Whole(dilation));
        }
    }

    private static Output Plain(Output x, Output kernel, int[] strides, string padding, int[] dilation)
    {
        var mode = padding.ToUpperInvariant();
        return strides.Length switch
        {
            1 => Ops.Squeeze(Ops.Conv2D(Ops.ExpandDims(x, 1), Ops.ExpandDims(kernel, 0), [1, 1, strides[0], 1], mode, [1, 1, dilation[0], 1]), 1),
            2 => Ops.Conv2D(x, kernel, Whole(strides), mode, Whole(dilation)),
            _ => Ops.Conv3D(x, kernel, Whole(strides), mode, Whole(dilation)),
        };
    }

    private static Output PlainDepthwise(Output x, Output kernel, int[] strides, string padding, int[] dilation)
    {
        // The operation wants equal strides: along the added axis of length 1 any stride does.
        long[] steps = [1, strides[0], strides[0], 1];
        var mode = padding.ToUpperInvariant();
        return strides.Length == 1
            ? Ops.Squeeze(Ops.DepthwiseConv2D(Ops.ExpandDims(x, 1), Ops.ExpandDims(kernel, 0), steps, mode, [1, 1, dilation[0], 1]), 1)
            : Ops.DepthwiseConv2D(x, kernel, steps, mode, Whole(dilation));
    }

    /// <summary>Causal padding as zeros before the input.</summary>
    private static (Output X, string Padding) PadCausally(Output x, Output kernel, string padding, int[] dilation) => padding == "causal"
        ? (Ops.Pad(x, [(0, 0), (checked((int)(kernel.Shape[0] - 1) * dilation[0]), 0), (0, 0)]), "valid")
        : (x, padding);

    /// <summary>With the 1 of batch and channels.</summary>
    private static long[] Whole(int[] values) => [1, .. values.Select(value => (long)value), 1];
}
