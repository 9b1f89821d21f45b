using System.Diagnostics.CodeAnalysis;

namespace KerasPort.TensorFlow;

/// <summary>Reads values that are known while a graph is built.</summary>
internal static class StaticValue
{
    /// <summary>The integers of a constant, in row-major order; false where the value shows only when the graph runs.</summary>
    public static bool TryReadIntegers(Output output, [NotNullWhen(true)] out int[]? values)
    {
        values = null;
        if (output.Operation.Type != "Const")
            return false;
        using var tensor = output.Operation.GetTensor("value");
        values = tensor.DataType switch
        {
            DataType.Int32 => tensor.ToArray<int>(),
            DataType.Int64 => Array.ConvertAll(tensor.ToArray<long>(), value => checked((int)value)),
            _ => null,
        };
        return values is not null;
    }

    /// <summary>An axis that an operation takes as a constant input, counted from the start.</summary>
    /// <exception cref="NotSupportedException">It shows only when the graph runs.</exception>
    public static int ReadAxis(Operation operation, int input, int rank) =>
        TryReadIntegers(operation.Input(input), out var axis)
            ? axis[0] < 0 ? axis[0] + rank : axis[0]
            : throw new NotSupportedException($"Gradients: the axis of {operation} must be a constant. Received: {operation.Input(input)}.");
}
