namespace KerasPort.TensorFlow;

/// <summary>Thin builders of graph operations, only those that are used. Each adds one operation to the graph of its inputs.</summary>
public static partial class Ops
{
    internal static Output SqrtGrad(Output y, Output gradient) => Build("SqrtGrad", [y, gradient]);

    internal static Output RsqrtGrad(Output y, Output gradient) => Build("RsqrtGrad", [y, gradient]);

    internal static Output ReluGrad(Output gradient, Output y) => Build("ReluGrad", [gradient, y]);

    internal static Output Relu6Grad(Output gradient, Output y) => Build("Relu6Grad", [gradient, y]);

    internal static Output EluGrad(Output gradient, Output y) => Build("EluGrad", [gradient, y]);

    internal static Output SeluGrad(Output gradient, Output y) => Build("SeluGrad", [gradient, y]);

    internal static Output SigmoidGrad(Output y, Output gradient) => Build("SigmoidGrad", [y, gradient]);

    internal static Output TanhGrad(Output y, Output gradient) => Build("TanhGrad", [y, gradient]);

    internal static Output SoftplusGrad(Output gradient, Output x) => Build("SoftplusGrad", [gradient, x]);

    internal static Output SoftsignGrad(Output gradient, Output x) => Build("SoftsignGrad", [gradient, x]);

    internal static Output LeakyReluGrad(Output gradient, Output x, float alpha) => Build("LeakyReluGrad", [gradient, x], ("alpha", alpha));

    internal static Output BiasAddGrad(Output gradient) => Build("BiasAddGrad", [gradient]);

    internal static Output ResizeNearestNeighborGrad(Output gradient, Output size, bool alignCorners, bool halfPixelCenters) =>
        Build("ResizeNearestNeighborGrad", [gradient, size], ("align_corners", alignCorners), ("half_pixel_centers", halfPixelCenters));

    internal static Output ResizeBilinearGrad(Output gradient, Output picture, bool alignCorners, bool halfPixelCenters) =>
        Build("ResizeBilinearGrad", [gradient, picture], ("align_corners", alignCorners), ("half_pixel_centers", halfPixelCenters));

    internal static Output ResizeBicubicGrad(Output gradient, Output picture, bool alignCorners, bool halfPixelCenters) =>
        Build("ResizeBicubicGrad", [gradient, picture], ("align_corners", alignCorners), ("half_pixel_centers", halfPixelCenters));

    /// <summary>The gradients with regard to x, scale and offset.</summary>
    internal static (Output X, Output Scale, Output Offset) FusedBatchNormGrad(Output gradient, Output x, Output scale, Output mean, Output variance, Output reserve, float epsilon, bool training)
    {
        var operation = BuildOperation("FusedBatchNormGradV3", [gradient, x, scale, mean, variance, reserve], ("U", DataType.Float32), ("epsilon", epsilon), ("is_training", training));
        return (operation[0], operation[1], operation[2]);
    }
}
