namespace KerasPort.TensorFlow;

/// <summary>One input of an operation: an output of another, or a list of them where the operation takes a list.</summary>
public readonly struct OperationInput
{
    internal OperationInput(Output[] outputs, bool isList) => (Outputs, IsList) = (outputs, isList);

    internal Output[] Outputs { get; }

    internal bool IsList { get; }

    /// <summary>A single input.</summary>
    public static implicit operator OperationInput(Output output) => new([output], isList: false);

    /// <summary>An input that is a list.</summary>
    public static implicit operator OperationInput(Output[] outputs) => new(outputs, isList: true);
}
