namespace KerasPort.TensorFlow;

/// <summary>Thin builders of graph operations, only those that are used. Each adds one operation to the graph of its inputs.</summary>
public static partial class Ops
{
    /// <summary><c>a + b</c>, with broadcasting.</summary>
    public static Output Add(Output a, Output b) => Build("AddV2", [a, b]);

    /// <summary><c>a - b</c>, with broadcasting.</summary>
    public static Output Subtract(Output a, Output b) => Build("Sub", [a, b]);

    /// <summary><c>a * b</c>, with broadcasting.</summary>
    public static Output Multiply(Output a, Output b) => Build("Mul", [a, b]);

    /// <summary><c>a / b</c>, with broadcasting.</summary>
    public static Output Divide(Output a, Output b) => Build("RealDiv", [a, b]);

    /// <summary><c>a / b</c>, 0 where b is 0, with broadcasting.</summary>
    public static Output DivideNoNan(Output a, Output b) => Build("DivNoNan", [a, b]);

    /// <summary>The largest integer not above <c>a / b</c>, with broadcasting.</summary>
    public static Output FloorDivide(Output a, Output b) => Build("FloorDiv", [a, b]);

    /// <summary>The remainder of <see cref="FloorDivide"/>, with broadcasting.</summary>
    public static Output FloorMod(Output a, Output b) => Build("FloorMod", [a, b]);

    /// <summary><c>a^b</c>, with broadcasting.</summary>
    public static Output Power(Output a, Output b) => Build("Pow", [a, b]);

    /// <summary>The larger element, with broadcasting.</summary>
    public static Output Maximum(Output a, Output b) => Build("Maximum", [a, b]);

    /// <summary>The smaller element, with broadcasting.</summary>
    public static Output Minimum(Output a, Output b) => Build("Minimum", [a, b]);

    /// <summary><c>(a - b)²</c>, with broadcasting.</summary>
    public static Output SquaredDifference(Output a, Output b) => Build("SquaredDifference", [a, b]);

    /// <summary><c>-x</c>.</summary>
    public static Output Negate(Output x) => Build("Neg", [x]);

    /// <summary><c>|x|</c>.</summary>
    public static Output Abs(Output x) => Build("Abs", [x]);

    /// <summary>-1, 0 or 1.</summary>
    public static Output Sign(Output x) => Build("Sign", [x]);

    /// <summary><c>e^x</c>.</summary>
    public static Output Exp(Output x) => Build("Exp", [x]);

    /// <summary>The natural logarithm.</summary>
    public static Output Log(Output x) => Build("Log", [x]);

    /// <summary><c>log(1 + x)</c>, exact for small x.</summary>
    public static Output Log1p(Output x) => Build("Log1p", [x]);

    /// <summary><c>e^x - 1</c>, exact for small x.</summary>
    public static Output Expm1(Output x) => Build("Expm1", [x]);

    /// <summary>The square root.</summary>
    public static Output Sqrt(Output x) => Build("Sqrt", [x]);

    /// <summary><c>1 / sqrt(x)</c>.</summary>
    public static Output Rsqrt(Output x) => Build("Rsqrt", [x]);

    /// <summary><c>x²</c>.</summary>
    public static Output Square(Output x) => Build("Square", [x]);

    /// <summary>The sine.</summary>
    public static Output Sin(Output x) => Build("Sin", [x]);

    /// <summary>The cosine.</summary>
    public static Output Cos(Output x) => Build("Cos", [x]);

    /// <summary>The Gauss error function.</summary>
    public static Output Erf(Output x) => Build("Erf", [x]);

    /// <summary>The largest integer not above x.</summary>
    public static Output Floor(Output x) => Build("Floor", [x]);

    /// <summary>The smallest integer not below x.</summary>
    public static Output Ceiling(Output x) => Build("Ceil", [x]);

    /// <summary>The nearest integer, halves to the even one.</summary>
    public static Output Round(Output x) => Build("Round", [x]);

    /// <summary><c>1 / x</c>.</summary>
    public static Output Reciprocal(Output x) => Build("Reciprocal", [x]);

    /// <summary>Where x is not a number.</summary>
    public static Output IsNan(Output x) => Build("IsNan", [x]);

    /// <summary>Where x is neither infinite nor NaN.</summary>
    public static Output IsFinite(Output x) => Build("IsFinite", [x]);

    /// <summary>Not.</summary>
    public static Output LogicalNot(Output x) => Build("LogicalNot", [x]);

    /// <summary>Where a equals b, with broadcasting.</summary>
    public static Output Equal(Output a, Output b) => Build("Equal", [a, b]);

    /// <summary>Where they differ, with broadcasting.</summary>
    public static Output NotEqual(Output a, Output b) => Build("NotEqual", [a, b]);

    /// <summary>Where <c>a &gt; b</c>, with broadcasting.</summary>
    public static Output Greater(Output a, Output b) => Build("Greater", [a, b]);

    /// <summary>Where <c>a &gt;= b</c>, with broadcasting.</summary>
    public static Output GreaterEqual(Output a, Output b) => Build("GreaterEqual", [a, b]);

    /// <summary>Where <c>a &lt; b</c>, with broadcasting.</summary>
    public static Output Less(Output a, Output b) => Build("Less", [a, b]);

    /// <summary>Where <c>a &lt;= b</c>, with broadcasting.</summary>
    public static Output LessEqual(Output a, Output b) => Build("LessEqual", [a, b]);

    /// <summary>And, with broadcasting.</summary>
    public static Output LogicalAnd(Output a, Output b) => Build("LogicalAnd", [a, b]);

    /// <summary>Or, with broadcasting.</summary>
    public static Output LogicalOr(Output a, Output b) => Build("LogicalOr", [a, b]);

    /// <summary>Elements of <paramref name="a"/> where the condition holds, else of <paramref name="b"/>, with broadcasting.</summary>
    public static Output Select(Output condition, Output a, Output b) => Build("SelectV2", [condition, a, b]);

    /// <summary>The matrix product of two matrices.</summary>
    public static Output MatMul(Output a, Output b, bool transposeA = false, bool transposeB = false) =>
        Build("MatMul", [a, b], ("transpose_a", transposeA), ("transpose_b", transposeB));

    /// <summary>The matrix products over the last two axes; the others are batch axes and broadcast.</summary>
    public static Output BatchMatMul(Output a, Output b, bool adjointA = false, bool adjointB = false) =>
        Build("BatchMatMulV2", [a, b], ("adj_x", adjointA), ("adj_y", adjointB));

    /// <summary>The sum of equally shaped tensors.</summary>
    public static Output AddN(params Output[] values) => BuildWithList("AddN", [values])[0];

    /// <summary>Sums along an axis: each element with all before it.</summary>
    public static Output Cumsum(Output x, int axis, bool exclusive = false, bool reverse = false) =>
        Build("Cumsum", [x, Constant(x.Graph, axis)], ("exclusive", exclusive), ("reverse", reverse));

    /// <summary>Sums along an axis that the graph computes.</summary>
    internal static Output Cumsum(Output x, Output axis, bool exclusive, bool reverse) =>
        Build("Cumsum", [x, axis], ("exclusive", exclusive), ("reverse", reverse));

    /// <summary>Products along an axis: each element with all before it.</summary>
    public static Output Cumprod(Output x, int axis, bool exclusive = false, bool reverse = false) =>
        Build("Cumprod", [x, Constant(x.Graph, axis)], ("exclusive", exclusive), ("reverse", reverse));

    /// <summary>Elements held between two bounds.</summary>
    public static Output Clip(Output x, double min, double max) => Minimum(Maximum(x, x.Constant(min)), x.Constant(max));
}
