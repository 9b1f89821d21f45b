namespace KerasPort.TensorFlow.Rules;

/// <summary>Gradients of activations, by TensorFlow's own fast operations: x is the argument, y the value and g its gradient.</summary>
internal static class ActivationGradients
{
    // g where y > 0
    public static Output?[] Relu(Operation operation, Output?[] gradients) => [Ops.ReluGrad(gradients.Incoming(), operation[0])];

    // g where 0 < y < 6
    public static Output?[] Relu6(Operation operation, Output?[] gradients) => [Ops.Relu6Grad(gradients.Incoming(), operation[0])];

    // g, below 0 g (y + 1)
    public static Output?[] Elu(Operation operation, Output?[] gradients) => [Ops.EluGrad(gradients.Incoming(), operation[0])];

    // g scale, below 0 g (y + scale alpha)
    public static Output?[] Selu(Operation operation, Output?[] gradients) => [Ops.SeluGrad(gradients.Incoming(), operation[0])];

    // g y (1 - y)
    public static Output?[] Sigmoid(Operation operation, Output?[] gradients) => [Ops.SigmoidGrad(operation[0], gradients.Incoming())];

    // g (1 - y²)
    public static Output?[] Tanh(Operation operation, Output?[] gradients) => [Ops.TanhGrad(operation[0], gradients.Incoming())];

    // g / (1 + e^-x)
    public static Output?[] Softplus(Operation operation, Output?[] gradients) => [Ops.SoftplusGrad(gradients.Incoming(), operation.Input(0))];

    // g / (1 + |x|)²
    public static Output?[] Softsign(Operation operation, Output?[] gradients) => [Ops.SoftsignGrad(gradients.Incoming(), operation.Input(0))];

    // g, below 0 alpha g
    public static Output?[] LeakyRelu(Operation operation, Output?[] gradients) =>
        [Ops.LeakyReluGrad(gradients.Incoming(), operation.Input(0), operation.GetFloat("alpha"))];

    // y (g - sum(g y))
    public static Output?[] Softmax(Operation operation, Output?[] gradients)
    {
        var (g, y) = (gradients.Incoming(), operation[0]);
        return [(g - Ops.Sum(g * y, [-1], keepDims: true)) * y];
    }

    // g - e^y sum(g)
    public static Output?[] LogSoftmax(Operation operation, Output?[] gradients)
    {
        var (g, y) = (gradients.Incoming(), operation[0]);
        return [g - Ops.Exp(y) * Ops.Sum(g, [-1], keepDims: true)];
    }

    // the bias was added at every place but the last axis: sum over those
    public static Output?[] BiasAdd(Operation operation, Output?[] gradients) => [gradients.Incoming(), Ops.BiasAddGrad(gradients.Incoming())];
}
