namespace KerasPort.TensorFlow.Rules;

/// <summary>Gradients of crossentropies of logits: the operations' second output is the loss's gradient already.</summary>
internal static class CrossEntropyGradients
{
    // loss = -sum(labels log_softmax(logits)): to the logits g (softmax - labels), to the labels -g log_softmax
    public static Output?[] Dense(Operation operation, Output?[] gradients)
    {
        var g = Ops.ExpandDims(LossGradient(operation, gradients), -1);
        return [g * operation[1], -(g * Ops.LogSoftmax(operation.Input(0)))];
    }

    // as above; classes have no gradient
    public static Output?[] Sparse(Operation operation, Output?[] gradients) =>
        [Ops.ExpandDims(LossGradient(operation, gradients), -1) * operation[1], null];

    private static Output LossGradient(Operation operation, Output?[] gradients) =>
        gradients is [{ } loss, null]
            ? loss
            : throw new NotSupportedException($"Gradients: {operation} has no second derivative: only its loss, not its gradient output, can be differentiated.");
}
