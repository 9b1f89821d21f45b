namespace KerasPort.TensorFlow.Rules;

/// <summary>Gradients of functions of one number: x is the argument, y the value and g its gradient.</summary>
internal static class UnaryMathGradients
{
    // -g
    public static Output?[] Negate(Operation operation, Output?[] gradients) => [-gradients.Incoming()];

    // g sign(x), 0 at 0
    public static Output?[] Abs(Operation operation, Output?[] gradients) => [gradients.Incoming() * Ops.Sign(operation.Input(0))];

    // g e^x
    public static Output?[] Exp(Operation operation, Output?[] gradients) => [gradients.Incoming() * operation[0]];

    // g / x
    public static Output?[] Log(Operation operation, Output?[] gradients) => [gradients.Incoming() / operation.Input(0)];

    // g / (1 + x)
    public static Output?[] Log1p(Operation operation, Output?[] gradients) => [gradients.Incoming() / (operation.Input(0) + 1)];

    // g e^x
    public static Output?[] Expm1(Operation operation, Output?[] gradients) => [gradients.Incoming() * Ops.Exp(operation.Input(0))];

    // g / (2 y)
    public static Output?[] Sqrt(Operation operation, Output?[] gradients) => [Ops.SqrtGrad(operation[0], gradients.Incoming())];

    // -g y³ / 2
    public static Output?[] Rsqrt(Operation operation, Output?[] gradients) => [Ops.RsqrtGrad(operation[0], gradients.Incoming())];

    // 2 g x
    public static Output?[] Square(Operation operation, Output?[] gradients) => [gradients.Incoming() * (operation.Input(0) * 2)];

    // g cos(x)
    public static Output?[] Sin(Operation operation, Output?[] gradients) => [gradients.Incoming() * Ops.Cos(operation.Input(0))];

    // -g sin(x)
    public static Output?[] Cos(Operation operation, Output?[] gradients) => [-(gradients.Incoming() * Ops.Sin(operation.Input(0)))];

    // g 2/sqrt(pi) e^(-x²)
    public static Output?[] Erf(Operation operation, Output?[] gradients) =>
        [gradients.Incoming() * (2 / Math.Sqrt(Math.PI)) * Ops.Exp(-Ops.Square(operation.Input(0)))];

    // -g y²
    public static Output?[] Reciprocal(Operation operation, Output?[] gradients) =>
        [-(gradients.Incoming() * Ops.Square(operation[0]))];
}
