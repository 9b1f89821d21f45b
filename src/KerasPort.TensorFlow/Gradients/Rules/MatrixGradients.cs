namespace KerasPort.TensorFlow.Rules;

/// <summary>Gradients of matrix products; g is the gradient of the product.</summary>
internal static class MatrixGradients
{
    // Measured on libtensorflow 1.15.0 and 2.18.0 with 784-512-512-10 at batch 128 and its neighbours.
    private const int LargeSide = 256;
    private const int NarrowSide = 64;
    private const int ManyRows = 512;

    // z = a b: da = g bᵀ, db = aᵀ g; a transposed operand gets the transposed gradient
    public static Output?[] MatMul(Operation operation, Output?[] gradients)
    {
        var (g, a, b) = (gradients.Incoming(), operation.Input(0), operation.Input(1));
        return (operation.GetBool("transpose_a"), operation.GetBool("transpose_b")) switch
        {
            (false, false) => [LeftGradient(g, b), RightGradient(g, a)],
            (false, true) => [Ops.MatMul(g, b), Ops.MatMul(g, a, transposeA: true)],
            (true, false) => [Ops.MatMul(b, g, transposeB: true), Ops.MatMul(a, g)],
            (true, true) => [Ops.MatMul(b, g, transposeA: true, transposeB: true), Ops.MatMul(g, a, transposeA: true, transposeB: true)],
        };
    }

    // g bᵀ; for large b as (b gᵀ)ᵀ, which TensorFlow's kernel computes in half the time unless there are many more rows than columns
    private static Output LeftGradient(Output g, Output b) =>
        b.Shape is { HasRank: true } shape && shape[0] >= LargeSide && shape[1] >= LargeSide && !(g.Shape.HasRank && g.Shape[0] >= ManyRows)
            ? Ops.Transpose(Ops.MatMul(b, g, transposeB: true), 1, 0)
            : Ops.MatMul(g, b, transposeB: true);

    // aᵀ g; for a wide a and a narrow g as (gᵀ a)ᵀ, in two thirds of the time
    private static Output RightGradient(Output g, Output a) =>
        a.Shape.HasRank && g.Shape.HasRank && a.Shape[1] >= LargeSide && g.Shape[1] is > 0 and <= NarrowSide
            ? Ops.Transpose(Ops.MatMul(g, a, transposeA: true), 1, 0)
            : Ops.MatMul(a, g, transposeA: true);

    // as MatMul over the last two axes, summed over batch axes that were broadcast
    public static Output?[] BatchMatMul(Operation operation, Output?[] gradients)
    {
        var (g, a, b) = (gradients.Incoming(), operation.Input(0), operation.Input(1));
        var (da, db) = (operation.GetBool("adj_x"), operation.GetBool("adj_y")) switch
        {
            (false, false) => (Ops.BatchMatMul(g, b, adjointB: true), Ops.BatchMatMul(a, g, adjointA: true)),
            (false, true) => (Ops.BatchMatMul(g, b), Ops.BatchMatMul(g, a, adjointA: true)),
            (true, false) => (Ops.BatchMatMul(b, g, adjointB: true), Ops.BatchMatMul(a, g)),
            (true, true) => (Ops.BatchMatMul(b, g, adjointA: true, adjointB: true), Ops.BatchMatMul(g, a, adjointA: true, adjointB: true)),
        };
        return [Broadcasting.SumTo(da, a), Broadcasting.SumTo(db, b)];
    }
}
