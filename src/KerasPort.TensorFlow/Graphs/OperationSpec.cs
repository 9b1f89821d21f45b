namespace KerasPort.TensorFlow;

/// <summary>Everything that makes an operation: the one way into a <see cref="Graph"/>.</summary>
/// <param name="Type">The operation's registered name: "MatMul".</param>
public sealed record OperationSpec(string Type)
{
    /// <summary>The name wanted in the graph; default: the type. A number is added where it is taken.</summary>
    public string? Name { get; init; }

    /// <summary>The inputs in the order of the operation's definition.</summary>
    public IReadOnlyList<OperationInput> Inputs { get; init; } = [];

    /// <summary>Attributes that can't be derived from the inputs or differ from their defaults.</summary>
    public IReadOnlyDictionary<string, AttributeValue> Attributes { get; init; } = new Dictionary<string, AttributeValue>();

    /// <summary>Operations that must have run before this one.</summary>
    public IReadOnlyList<Operation> ControlInputs { get; init; } = [];

    /// <summary>The device wanted, as TensorFlow writes it ("/device:CPU:0"); default: TensorFlow decides.</summary>
    public string? Device { get; init; }
}
