namespace KerasPort.Layers;

/// <summary>How long an axis is after a window has moved over it; -1 stays unknown.</summary>
internal static class WindowLength
{
    /// <summary>After a convolution or pooling. Keras: conv_utils.conv_output_length.</summary>
    /// <exception cref="ArgumentException">The axis is shorter than the window.</exception>
    public static long Output(long length, int window, string padding, int stride, int dilation = 1)
    {
        if (length < 0)
            return -1;
        var extent = (window - 1) * dilation + 1;
        var positions = padding == "valid" ? length - extent + 1 : length;
        if (positions <= 0)
            throw new ArgumentException($"A window of {extent} does not fit into an axis of {length} with padding {padding}.");
        return (positions + stride - 1) / stride;
    }

    /// <summary>After a transposed convolution. Keras: conv_utils.deconv_length.</summary>
    public static long Transposed(long length, int window, string padding, int stride, int dilation, int? outputPadding)
    {
        if (length < 0)
            return -1;
        var extent = (window - 1) * dilation + 1;
        if (outputPadding is { } extra)
            return (length - 1) * stride + (padding == "same" ? extent % 2 : extent) + extra;
        return length * stride + (padding == "same" ? 0 : Math.Max(extent - stride, 0));
    }
}
