namespace KerasPort.TensorFlow.Rules;

/// <summary>Gradients of matrix products; g is the gradient of the product.</summary>
internal static class MatrixGradients
{
    // z = a b: da = g bᵀ, db = aᵀ g; a transposed operand gets the transposed gradient
    public static Output?[] MatMul(Operation operation, Output?[] gradients)
    {
        var (g, a, b) = (gradients.Incoming(), operation.Input(0), operation.Input(1));
        return (operation.GetBool("transpose_a"), operation.GetBool("transpose_b")) switch
        {
            (false, false) => [Ops.MatMul(g, b, transposeB: true), Ops.MatMul(a, g, transposeA: true)],
            (false, true) => [Ops.MatMul(g, b), Ops.MatMul(g, a, transposeA: true)],
            (true, false) => [Ops.MatMul(b, g, transposeB: true), Ops.MatMul(a, g)],
            (true, true) => [Ops.MatMul(b, g, transposeA: true, transposeB: true), Ops.MatMul(g, a, transposeA: true, transposeB: true)],
        };
    }

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
