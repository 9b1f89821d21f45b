namespace KerasPort.TensorFlow.Rules;

/// <summary>Gradients of moving blocks of pixels into the batch and back: each the other's inverse, padding for cropping.</summary>
internal static class BlockGradients
{
    // dx = g back in place, without the padding
    public static Output?[] SpaceToBatch(Operation operation, Output?[] gradients) =>
        [Like(Ops.BatchToSpace(gradients.Incoming(), operation.Input(1), operation.Input(2)), operation.Input(0)), null, null];

    // dx = g parted, with zeros for what was cropped
    public static Output?[] BatchToSpace(Operation operation, Output?[] gradients) =>
        [Like(Ops.SpaceToBatch(gradients.Incoming(), operation.Input(1), operation.Input(2)), operation.Input(0)), null, null];

    private static Output Like(Output gradient, Output x)
    {
        gradient.Graph.SetShape(gradient, x.Shape);
        return gradient;
    }
}
