namespace KerasPort.TensorFlow.Rules;

/// <summary>Gradients of arithmetic on two operands a and b, with broadcasting; z is the result and g its gradient.</summary>
internal static class ArithmeticGradients
{
    // d(a + b) = da + db
    public static Output?[] Add(Operation operation, Output?[] gradients) =>
        Pair(operation, gradients.Incoming(), gradients.Incoming());

    // d(a - b) = da - db
    public static Output?[] Subtract(Operation operation, Output?[] gradients) =>
        Pair(operation, gradients.Incoming(), -gradients.Incoming());

    // d(a b) = b da + a db
    public static Output?[] Multiply(Operation operation, Output?[] gradients)
    {
        var (g, a, b) = (gradients.Incoming(), operation.Input(0), operation.Input(1));
        return Pair(operation, g * b, g * a);
    }

    // d(a / b) = da / b - (z / b) db
    public static Output?[] Divide(Operation operation, Output?[] gradients)
    {
        var (g, b) = (gradients.Incoming(), operation.Input(1));
        var da = g / b;
        return Pair(operation, da, -(da * operation[0]));
    }

    // as a / b, but 0 where b is 0
    public static Output?[] DivideNoNan(Operation operation, Output?[] gradients)
    {
        var (g, b) = (gradients.Incoming(), operation.Input(1));
        var da = Ops.DivideNoNan(g, b);
        return Pair(operation, da, -(da * operation[0]));
    }

    // a mod b = a - b floor(a / b), whose floor is constant almost everywhere
    public static Output?[] FloorMod(Operation operation, Output?[] gradients)
    {
        var (g, a, b) = (gradients.Incoming(), operation.Input(0), operation.Input(1));
        return Pair(operation, g, -(g * Ops.FloorDivide(a, b)));
    }

    // d(a^b) = b a^(b-1) da + a^b ln(a) db; the second term is 0 where a <= 0
    public static Output?[] Power(Operation operation, Output?[] gradients)
    {
        var (g, a, b, z) = (gradients.Incoming(), operation.Input(0), operation.Input(1), operation[0]);
        var positive = Ops.Greater(a, a.Constant(0));
        var log = Ops.Select(positive, Ops.Log(Ops.Select(positive, a, a.Constant(1))), a.Constant(0));
        return Pair(operation, g * b * Ops.Power(a, b - 1), g * z * log);
    }

    // to a where a >= b, else to b
    public static Output?[] Maximum(Operation operation, Output?[] gradients) =>
        Chosen(operation, gradients.Incoming(), Ops.GreaterEqual(operation.Input(0), operation.Input(1)));

    // to a where a <= b, else to b
    public static Output?[] Minimum(Operation operation, Output?[] gradients) =>
        Chosen(operation, gradients.Incoming(), Ops.LessEqual(operation.Input(0), operation.Input(1)));

    // d(a - b)² = 2 (a - b) (da - db)
    public static Output?[] SquaredDifference(Operation operation, Output?[] gradients)
    {
        var da = gradients.Incoming() * 2 * (operation.Input(0) - operation.Input(1));
        return Pair(operation, da, -da);
    }

    // to a where the condition holds, else to b
    public static Output?[] Select(Operation operation, Output?[] gradients)
    {
        var (g, condition, a, b) = (gradients.Incoming(), operation.Input(0), operation.Input(1), operation.Input(2));
        var zero = g.Constant(0);
        return
        [
            null,
            Broadcasting.SumTo(Ops.Select(condition, g, zero), a, b, condition),
            Broadcasting.SumTo(Ops.Select(condition, zero, g), b, a, condition),
        ];
    }

    private static Output?[] Chosen(Operation operation, Output g, Output isFirst)
    {
        var zero = g.Constant(0);
        return Pair(operation, Ops.Select(isFirst, g, zero), Ops.Select(isFirst, zero, g));
    }

    private static Output?[] Pair(Operation operation, Output da, Output db)
    {
        var (a, b) = (operation.Input(0), operation.Input(1));
        return [Broadcasting.SumTo(da, a, b), Broadcasting.SumTo(db, b, a)];
    }
}
