using KerasPort.TensorFlow.Native;

namespace KerasPort.TensorFlow;

/// <summary>
/// A symbolic tensor: one output of an operation in a graph. Operators build further operations: <c>a * b + 1f</c>.
/// </summary>
public readonly struct Output : IEquatable<Output>
{
    internal Output(Operation operation, int index) => (Operation, Index) = (operation, index);

    /// <summary>The operation that makes it.</summary>
    public Operation Operation { get; }

    /// <summary>Which of the operation's outputs it is.</summary>
    public int Index { get; }

    /// <summary>The graph it stands in.</summary>
    public Graph Graph => Operation.Graph;

    /// <summary>The element type.</summary>
    public DataType DataType => TF.TF_OperationOutputType(Layout);

    /// <summary>What is known of the shape while the graph is built.</summary>
    public Shape Shape => Graph.GetShape(this);

    /// <summary>The number of dimensions.</summary>
    /// <exception cref="InvalidOperationException">It is not known.</exception>
    public int Rank => Shape.Rank;

    internal OutputLayout Layout => new() { Operation = Operation.Pointer, Index = Index };

    /// <summary>Elementwise sum, with broadcasting.</summary>
    public static Output operator +(Output left, Output right) => Ops.Add(left, right);

    /// <summary>Adds a number to every element.</summary>
    public static Output operator +(Output left, double right) => Ops.Add(left, left.Constant(right));

    /// <summary>Adds a number to every element.</summary>
    public static Output operator +(double left, Output right) => Ops.Add(right.Constant(left), right);

    /// <summary>Elementwise difference, with broadcasting.</summary>
    public static Output operator -(Output left, Output right) => Ops.Subtract(left, right);

    /// <summary>Subtracts a number from every element.</summary>
    public static Output operator -(Output left, double right) => Ops.Subtract(left, left.Constant(right));

    /// <summary>A number less every element.</summary>
    public static Output operator -(double left, Output right) => Ops.Subtract(right.Constant(left), right);

    /// <summary>The negated elements.</summary>
    public static Output operator -(Output value) => Ops.Negate(value);

    /// <summary>Elementwise product, with broadcasting.</summary>
    public static Output operator *(Output left, Output right) => Ops.Multiply(left, right);

    /// <summary>Multiplies every element by a number.</summary>
    public static Output operator *(Output left, double right) => Ops.Multiply(left, left.Constant(right));

    /// <summary>Multiplies every element by a number.</summary>
    public static Output operator *(double left, Output right) => Ops.Multiply(right.Constant(left), right);

    /// <summary>Elementwise quotient, with broadcasting.</summary>
    public static Output operator /(Output left, Output right) => Ops.Divide(left, right);

    /// <summary>Divides every element by a number.</summary>
    public static Output operator /(Output left, double right) => Ops.Divide(left, left.Constant(right));

    /// <summary>A number divided by every element.</summary>
    public static Output operator /(double left, Output right) => Ops.Divide(right.Constant(left), right);

    /// <summary>Whether both are the same output of the same operation.</summary>
    public static bool operator ==(Output left, Output right) => left.Equals(right);

    /// <summary>Whether they are different outputs.</summary>
    public static bool operator !=(Output left, Output right) => !left.Equals(right);

    /// <summary>A constant of this output's element type in its graph.</summary>
    internal Output Constant(double value) => Ops.Constant(Graph, value, DataType);

    /// <inheritdoc/>
    public bool Equals(Output other) => Operation.Equals(other.Operation) && Index == other.Index;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Output other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Operation, Index);

    /// <inheritdoc/>
    public override string ToString() => Graph is null ? "(none)" : $"{Operation.Name}:{Index} ({DataType.Name()}, {Shape})";
}
