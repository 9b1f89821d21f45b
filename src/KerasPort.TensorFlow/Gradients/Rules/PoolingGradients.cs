namespace KerasPort.TensorFlow.Rules;

/// <summary>Gradients of pooling: y holds the largest or the mean of each window of x, and g is its gradient.</summary>
internal static class PoolingGradients
{
    // to the largest element of each window
    public static Output?[] Max2D(Operation operation, Output?[] gradients)
    {
        var (window, strides, padding) = Settings(operation);
        return [Ops.MaxPool2DGrad(operation.Input(0), operation[0], gradients.Incoming(), window, strides, padding)];
    }

    // to the largest element of each window
    public static Output?[] Max3D(Operation operation, Output?[] gradients)
    {
        var (window, strides, padding) = Settings(operation);
        return [Ops.MaxPool3DGrad(operation.Input(0), operation[0], gradients.Incoming(), window, strides, padding)];
    }

    // to every element of the window, in equal parts
    public static Output?[] Average2D(Operation operation, Output?[] gradients)
    {
        var (window, strides, padding) = Settings(operation);
        return [Like(Ops.AvgPool2DGrad(Ops.ShapeOf(operation.Input(0)), gradients.Incoming(), window, strides, padding), operation.Input(0))];
    }

    // to every element of the window, in equal parts
    public static Output?[] Average3D(Operation operation, Output?[] gradients)
    {
        var (window, strides, padding) = Settings(operation);
        return [Like(Ops.AvgPool3DGrad(Ops.ShapeOf(operation.Input(0)), gradients.Incoming(), window, strides, padding), operation.Input(0))];
    }

    private static (long[] Window, long[] Strides, string Padding) Settings(Operation operation) =>
        (operation.GetInts("ksize"), operation.GetInts("strides"), operation.GetString("padding"));

    private static Output Like(Output gradient, Output x)
    {
        gradient.Graph.SetShape(gradient, x.Shape);
        return gradient;
    }
}
