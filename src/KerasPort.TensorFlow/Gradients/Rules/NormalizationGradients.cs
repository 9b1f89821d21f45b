namespace KerasPort.TensorFlow.Rules;

/// <summary>Gradients of normalizations.</summary>
internal static class NormalizationGradients
{
    // with x' the normalized x: dscale = sum g x', doffset = sum g, and dx goes through mean and variance too where they are the batch's
    public static Output?[] FusedBatchNorm(Operation operation, Output?[] gradients)
    {
        if (gradients[1] is not null || gradients[2] is not null)
            throw new NotSupportedException($"Gradients: {operation} has none for its mean and variance: stop the gradient of what is made of them.");
        var training = operation.GetBool("is_training");
        var (x, scale) = (operation.Input(0), operation.Input(1));
        // What the operation reserved in training; the given mean and variance otherwise.
        var (mean, variance) = training ? (operation[3], operation[4]) : (operation.Input(3), operation.Input(4));
        var result = Ops.FusedBatchNormGrad(gradients.Incoming(), x, scale, mean, variance, operation[5], operation.GetFloat("epsilon"), training);
        x.Graph.SetShape(result.X, x.Shape);
        return [result.X, result.Scale, result.Offset, null, null];
    }
}
