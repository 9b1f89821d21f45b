namespace KerasPort.TensorFlow.Rules;

/// <summary>
/// Gradients of convolutions z = x * w, which are linear in the picture x and in the filter w: each has an adjoint operation for
/// both. g is the gradient of z.
/// </summary>
internal static class ConvolutionGradients
{
    // dx and dw are the adjoints at g
    public static Output?[] Conv2D(Operation operation, Output?[] gradients)
    {
        var (g, x, w) = (gradients.Incoming(), operation.Input(0), operation.Input(1));
        var (strides, padding, dilations) = Settings(operation);
        return
        [
            Like(Ops.Conv2DBackpropInput(Ops.ShapeOf(x), w, g, strides, padding, dilations), x),
            Like(Ops.Conv2DBackpropFilter(x, w, g, strides, padding, dilations), w),
        ];
    }

    // x = adjoint(w, z), so the roles are exchanged: dz = g * w and dw is the adjoint with the picture g and the gradient z
    public static Output?[] Conv2DBackpropInput(Operation operation, Output?[] gradients)
    {
        var (g, w, z) = (gradients.Incoming(), operation.Input(1), operation.Input(2));
        var (strides, padding, dilations) = Settings(operation);
        return
        [
            null,
            Like(Ops.Conv2DBackpropFilter(g, w, z, strides, padding, dilations), w),
            Like(Ops.Conv2D(g, w, strides, padding, dilations), z),
        ];
    }

    // as Conv2D
    public static Output?[] Conv3D(Operation operation, Output?[] gradients)
    {
        var (g, x, w) = (gradients.Incoming(), operation.Input(0), operation.Input(1));
        var (strides, padding, dilations) = Settings(operation);
        return
        [
            Like(Ops.Conv3DBackpropInput(Ops.ShapeOf(x), w, g, strides, padding, dilations), x),
            Like(Ops.Conv3DBackpropFilter(x, w, g, strides, padding, dilations), w),
        ];
    }

    // as Conv2DBackpropInput
    public static Output?[] Conv3DBackpropInput(Operation operation, Output?[] gradients)
    {
        var (g, w, z) = (gradients.Incoming(), operation.Input(1), operation.Input(2));
        var (strides, padding, dilations) = Settings(operation);
        return
        [
            null,
            Like(Ops.Conv3DBackpropFilter(g, w, z, strides, padding, dilations), w),
            Like(Ops.Conv3D(g, w, strides, padding, dilations), z),
        ];
    }

    // as Conv2D
    public static Output?[] Depthwise(Operation operation, Output?[] gradients)
    {
        var (g, x, w) = (gradients.Incoming(), operation.Input(0), operation.Input(1));
        var (strides, padding, dilations) = Settings(operation);
        return
        [
            Like(Ops.DepthwiseConv2DBackpropInput(Ops.ShapeOf(x), w, g, strides, padding, dilations), x),
            Like(Ops.DepthwiseConv2DBackpropFilter(x, w, g, strides, padding, dilations), w),
        ];
    }

    private static (long[] Strides, string Padding, long[] Dilations) Settings(Operation operation) =>
        (operation.GetInts("strides"), operation.GetString("padding"), operation.GetInts("dilations"));

    /// <summary>The gradient with the static shape of its value, which the operation's dynamic shape input hides.</summary>
    private static Output Like(Output gradient, Output value)
    {
        gradient.Graph.SetShape(gradient, value.Shape);
        return gradient;
    }
}
