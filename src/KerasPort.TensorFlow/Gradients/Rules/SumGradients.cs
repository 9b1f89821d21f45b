namespace KerasPort.TensorFlow.Rules;

/// <summary>Gradients of sums of whole tensors and of running sums and products.</summary>
internal static class SumGradients
{
    // each summand counts once
    public static Output?[] AddN(Operation operation, Output?[] gradients)
    {
        var result = new Output?[operation.InputCount];
        Array.Fill(result, gradients.Incoming());
        return result;
    }

    // y_j = sum of x_i with i <= j: dx_i is the sum of g_j with j >= i, the running sum from the other end
    public static Output?[] Cumsum(Operation operation, Output?[] gradients) =>
        [Ops.Cumsum(gradients.Incoming(), operation.Input(1), operation.GetBool("exclusive"), !operation.GetBool("reverse")), null];

    // y_j = product of x_i with i <= j: dx_i is the sum of g_j y_j / x_i with j >= i, the running sum from the other end over x (not where x is 0)
    public static Output?[] Cumprod(Operation operation, Output?[] gradients) =>
        [Ops.Cumsum(gradients.Incoming() * operation[0], operation.Input(1), operation.GetBool("exclusive"), !operation.GetBool("reverse")) / operation.Input(0), null];
}
