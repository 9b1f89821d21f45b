namespace KerasPort.TensorFlow.Rules;

/// <summary>Gradients of resizing: every pixel is a weighted sum of old ones, which get the same share of its gradient g.</summary>
internal static class ResizeGradients
{
    // to the pixel that was read
    public static Output?[] NearestNeighbor(Operation operation, Output?[] gradients)
    {
        var x = operation.Input(0);
        var size = Ops.Slice(Ops.ShapeOf(x), [1], [2]);
        var dx = Ops.ResizeNearestNeighborGrad(gradients.Incoming(), size, operation.GetBool("align_corners"), operation.GetBool("half_pixel_centers"));
        x.Graph.SetShape(dx, x.Shape);
        return [dx, null];
    }

    // to the four pixels round it
    public static Output?[] Bilinear(Operation operation, Output?[] gradients) =>
        [Ops.ResizeBilinearGrad(gradients.Incoming(), operation.Input(0), operation.GetBool("align_corners"), operation.GetBool("half_pixel_centers")), null];

    // to the sixteen pixels round it
    public static Output?[] Bicubic(Operation operation, Output?[] gradients) =>
        [Ops.ResizeBicubicGrad(gradients.Incoming(), operation.Input(0), operation.GetBool("align_corners"), operation.GetBool("half_pixel_centers")), null];
}
