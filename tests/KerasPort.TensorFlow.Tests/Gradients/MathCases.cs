namespace KerasPort.TensorFlow.Tests.Gradients;

/// <summary>Cases for arithmetic, functions, activations, products and reductions.</summary>
internal static class MathCases
{
    private static readonly Shape s_matrix = [3, 4];

    public static IEnumerable<GradientCase> All =>
    [
        .. Binary("AddV2", Ops.Add),
        .. Binary("Sub", Ops.Subtract),
        .. Binary("Mul", Ops.Multiply),
        .. Binary("RealDiv", Ops.Divide, min: 0.5),
        .. Binary("DivNoNan", Ops.DivideNoNan, min: 0.5),
        .. Binary("FloorMod", (a, b) => Ops.FloorMod(a * 10, b), min: 0.5),
        .. Binary("Pow", Ops.Power, min: 0.5),
        .. Binary("Maximum", Ops.Maximum),
        .. Binary("Minimum", Ops.Minimum),
        .. Binary("SquaredDifference", Ops.SquaredDifference),
        .. Binary("SelectV2", (a, b) => Ops.Select(Ops.Greater(Ops.Sin(a * 10), Ops.Cos(b * 10)), a, b)),
        new("Mul", "the same operand twice", [new(s_matrix)], x => x[0] * x[0]),
        new("Mul", "a constant", [new(s_matrix)], x => x[0] * 3),
        new("Pow", "a negative base", [new(s_matrix, -2, -0.5)], x => Ops.Power(x[0], x[0].Constant(3))),
        new("DivNoNan", "a divisor of 0", [new(s_matrix)], x => Ops.DivideNoNan(x[0], Ops.ZerosLike(x[0])) + x[0]),
        new("SelectV2", "a scalar condition", [new(s_matrix), new([4])], x => Ops.Select(Ops.Greater(Ops.Sum(x[0]), x[0].Constant(1000)), x[0], x[1])),

        Unary("Neg", Ops.Negate),
        Unary("Abs", Ops.Abs),
        Unary("Exp", Ops.Exp),
        Unary("Log", Ops.Log, 0.5, 3),
        Unary("Log1p", Ops.Log1p, -0.5, 3),
        Unary("Expm1", Ops.Expm1),
        Unary("Sqrt", Ops.Sqrt, 0.5, 3),
        Unary("Rsqrt", Ops.Rsqrt, 0.5, 3),
        Unary("Square", Ops.Square),
        Unary("Sin", Ops.Sin),
        Unary("Cos", Ops.Cos),
        Unary("Erf", Ops.Erf),
        Unary("Reciprocal", Ops.Reciprocal, 0.5, 3),

        Unary("Relu", Ops.Relu),
        Unary("Relu6", Ops.Relu6, -8, 8),
        Unary("Elu", Ops.Elu),
        Unary("Selu", Ops.Selu),
        Unary("Sigmoid", Ops.Sigmoid),
        Unary("Tanh", Ops.Tanh),
        Unary("Softplus", Ops.Softplus),
        Unary("Softsign", Ops.Softsign),
        Unary("LeakyRelu", x => Ops.LeakyRelu(x, 0.25f)),
        Unary("Softmax", Ops.Softmax),
        Unary("LogSoftmax", Ops.LogSoftmax),
        new("BiasAdd", "a matrix", [new(s_matrix), new([4])], x => Ops.BiasAdd(x[0], x[1])),
        new("BiasAdd", "pictures", [new([2, 3, 2, 4]), new([4])], x => Ops.BiasAdd(x[0], x[1])),

        // The rule holds for labels that sum to 1, as TensorFlow's own.
        new("SoftmaxCrossEntropyWithLogits", "logits and labels", [new(s_matrix), new(s_matrix)], x => Ops.SoftmaxCrossEntropyWithLogits(x[0], Ops.Softmax(x[1])).Loss),
        new("SparseSoftmaxCrossEntropyWithLogits", "logits", [new(s_matrix)], x => Ops.SparseSoftmaxCrossEntropyWithLogits(x[0], Ops.Constant(x[0].Graph, [0, 3, 1])).Loss),

        .. from a in new[] { false, true }
           from b in new[] { false, true }
           select new GradientCase("MatMul", $"transposes {a} {b}", [new(a ? [2, 3] : [3, 2]), new(b ? [4, 2] : [2, 4])], x => Ops.MatMul(x[0], x[1], a, b)),
        new("MatMul", "a large factor", [new([3, 256]), new([256, 257]) { AlwaysKnown = true }], x => Ops.MatMul(x[0], x[1])),
        new("MatMul", "a narrow factor", [new([3, 256]), new([256, 2]) { AlwaysKnown = true }], x => Ops.MatMul(x[0], x[1])),
        .. from a in new[] { false, true }
           from b in new[] { false, true }
           select new GradientCase("BatchMatMulV2", $"transposes {a} {b}", [new(a ? [2, 2, 3] : [2, 3, 2]), new(b ? [2, 4, 2] : [2, 2, 4])], x => Ops.BatchMatMul(x[0], x[1], a, b)),
        new("BatchMatMulV2", "broadcast batch axes", [new([3, 1, 2, 2]), new([2, 2, 3])], x => Ops.BatchMatMul(x[0], x[1])),
        new("BatchMatMulV2", "a matrix by matrices", [new([2, 2]), new([4, 2, 3])], x => Ops.BatchMatMul(x[0], x[1])),

        .. Reduction("Sum", Ops.Sum, Ops.Sum),
        .. Reduction("Mean", Ops.Mean, Ops.Mean),
        .. Reduction("Max", Ops.Max, Ops.Max),
        .. Reduction("Min", Ops.Min, Ops.Min),
        .. Reduction("Prod", Ops.Prod, Ops.Prod),
        new("Prod", "zeros", [new([2, 3]) { Values = [0, 2, 3, 0, 0, 5] }], x => Ops.Prod(x[0], [1])),

        new("AddN", "three", [new(s_matrix), new(s_matrix), new(s_matrix)], x => Ops.AddN(x[0], x[1], x[2], x[0])),
        .. from exclusive in new[] { false, true }
           from reverse in new[] { false, true }
           select new GradientCase("Cumsum", $"exclusive {exclusive}, reverse {reverse}", [new([2, 3, 2])], x => Ops.Cumsum(x[0], 1, exclusive, reverse)),
        .. from exclusive in new[] { false, true }
           from reverse in new[] { false, true }
           select new GradientCase("Cumprod", $"exclusive {exclusive}, reverse {reverse}", [new([2, 3, 2], 0.5, 2)], x => Ops.Cumprod(x[0], 1, exclusive, reverse)),
    ];

    private static GradientCase Unary(string type, Func<Output, Output> build, double min = -2, double max = 2) =>
        new(type, "a matrix", [new(s_matrix, min, max)], x => build(x[0]));

    private static IEnumerable<GradientCase> Binary(string type, Func<Output, Output, Output> build, double min = -2)
    {
        foreach (var (name, a, b) in new (string, Shape, Shape)[]
        {
            ("equal shapes", [3, 4], [3, 4]),
            ("a row", [3, 4], [4]),
            ("a column", [3, 1], [3, 4]),
            ("both repeated", [3, 1, 2], [4, 1]),
            ("one number", [3, 4], []),
            ("a leading 1", [1, 4], [2, 3, 4]),
        })
        {
            yield return new(type, name, [new(a, min), new(b, min)], x => build(x[0], x[1]));
            yield return new(type, name + ", swapped", [new(b, min), new(a, min)], x => build(x[0], x[1]));
        }
    }

    private static IEnumerable<GradientCase> Reduction(string type, Func<Output, int[]?, bool, Output> build, Func<Output, Output, bool, Output> buildDynamic)
    {
        foreach (var axes in new[] { null, [0], [1], [-1], [0, 2], [2, 0], new[] { 0, 1, 2 } })
            foreach (var keep in new[] { false, true })
                yield return new(type, $"axes {(axes is null ? "all" : string.Join(' ', axes))}, keep {keep}", [new([2, 3, 2])], x => build(x[0], axes, keep));
        yield return new(type, "axes that the graph computes", [new([2, 3, 2])],
            x => buildDynamic(x[0], Ops.Range(Ops.Constant(x[0].Graph, 1), Ops.RankOf(x[0]), Ops.Constant(x[0].Graph, 1)), false));
        yield return new(type, "one number", [new([])], x => build(x[0], null, false));
    }
}
