using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Sums of products of two tensors in Einstein's notation, as transpositions and one batched matrix product: "abc,cd->abd".
/// Ports tf.einsum for two operands with a letter for each axis.
/// </summary>
internal static class Contraction
{
    public static Output Compute(string equation, Output a, Output b)
    {
        var (left, right, result) = Parse(equation);
        if (left.Length != a.Rank || right.Length != b.Rank)
            throw new ArgumentException($"The equation {equation} needs tensors of {left.Length} and {right.Length} axes. Received: shapes={a.Shape}, {b.Shape}.", nameof(equation));
        (a, left) = SumAlone(a, left, right + result);
        (b, right) = SumAlone(b, right, left + result);
        var batch = Letters(left, letter => right.Contains(letter) && result.Contains(letter));
        var common = Letters(left, letter => right.Contains(letter) && !result.Contains(letter));
        var free = Letters(left, letter => !right.Contains(letter));
        var other = Letters(right, letter => !left.Contains(letter));

        var sizes = new Dictionary<char, (Output Tensor, int Axis)>();
        for (var i = 0; i < right.Length; i++)
            sizes[right[i]] = (b, i);
        // Of a dimension that one of the two knows, that one is asked.
        for (var i = 0; i < left.Length; i++)
            if (!sizes.TryGetValue(left[i], out var known) || known.Tensor.Shape[known.Axis] < 0)
                sizes[left[i]] = (a, i);
        long Size(IEnumerable<char> letters) => letters.Aggregate(1L, (product, letter) => product < 0 || sizes[letter].Tensor.Shape[sizes[letter].Axis] is var size && size < 0 ? -1 : product * size);
        Output Count(IEnumerable<char> letters) => letters.Select(letter => Ops.Dimension(sizes[letter].Tensor, sizes[letter].Axis)).Aggregate(Ops.Multiply);
        Output Arrange(Output x, string letters, params string[] groups)
        {
            var order = string.Concat(groups.Prepend(batch));
            if (order != letters)
                x = Ops.Transpose(x, [.. order.Select(letter => letters.IndexOf(letter, StringComparison.Ordinal))]);
            if (Array.TrueForAll(groups, group => group.Length == 1))
                return x;
            string[] parts = [.. batch.Select(letter => letter.ToString()), .. groups];
            return DynamicReshape.To(x, new Shape([.. parts.Select(part => Size(part))]), axis => Count(parts[axis]));
        }

        var product = batch.Length == 0
            ? Ops.MatMul(Arrange(a, left, free, common), Arrange(b, right, common, other))
            : Ops.BatchMatMul(Arrange(a, left, free, common), Arrange(b, right, common, other));
        var made = batch + free + other;
        var output = free.Length == 1 && other.Length == 1
            ? product
            : DynamicReshape.To(product, new Shape([.. made.Select(letter => Size([letter]))]), axis => Count([made[axis]]));
        return made == result ? output : Ops.Transpose(output, [.. result.Select(letter => made.IndexOf(letter, StringComparison.Ordinal))]);
    }

    /// <summary>The letters of both operands and of the result.</summary>
    public static (string Left, string Right, string Result) Parse(string equation)
    {
        var sides = equation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        var operands = sides[0].Split(',');
        return sides.Length == 2 && operands.Length == 2 && sides[1].All(letter => operands[0].Contains(letter) || operands[1].Contains(letter))
            && Array.TrueForAll([.. operands, sides[1]], letters => letters.Distinct().Count() == letters.Length)
            ? (operands[0], operands[1], sides[1])
            : throw new ArgumentException($"The equation must have two operands and a result, as in ab,bc->ac, each letter once in each. Received: {equation}.", nameof(equation));
    }

    /// <summary>Without the axes that occur nowhere else: they are summed.</summary>
    private static (Output, string) SumAlone(Output x, string letters, string elsewhere)
    {
        int[] alone = [.. Enumerable.Range(0, letters.Length).Where(axis => !elsewhere.Contains(letters[axis]))];
        return alone.Length == 0 ? (x, letters) : (Ops.Sum(x, alone), Letters(letters, letter => elsewhere.Contains(letter)));
    }

    private static string Letters(string letters, Func<char, bool> predicate) => string.Concat(letters.Where(predicate));
}
