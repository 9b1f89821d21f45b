using System.Runtime.InteropServices;
using System.Text;
using KerasPort.TensorFlow.Native;

namespace KerasPort.TensorFlow;

/// <summary>A node of a graph, which owns it: it lives as long as its graph.</summary>
public readonly unsafe struct Operation : IEquatable<Operation>
{
    private readonly nint _pointer;

    internal Operation(Graph graph, nint pointer) => (Graph, _pointer) = (graph, pointer);

    /// <summary>The graph that the operation stands in.</summary>
    public Graph Graph { get; }

    /// <summary>The node in TensorFlow's memory, which is gone when the graph is.</summary>
    internal nint Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(Graph.Handle.IsClosed, Graph);
            return _pointer;
        }
    }

    /// <summary>The name in the graph.</summary>
    public string Name => Marshal.PtrToStringUTF8((nint)TF.TF_OperationName(Pointer))!;

    /// <summary>The registered name: "MatMul".</summary>
    public string Type => Marshal.PtrToStringUTF8((nint)TF.TF_OperationOpType(Pointer))!;

    /// <summary>The number of outputs.</summary>
    public int OutputCount => TF.TF_OperationNumOutputs(Pointer);

    /// <summary>The number of inputs, lists counted by their items.</summary>
    public int InputCount => TF.TF_OperationNumInputs(Pointer);

    /// <summary>An output of the operation.</summary>
    public Output this[int index] => new(this, index);

    /// <summary>Where an input comes from.</summary>
    public Output Input(int index)
    {
        var source = TF.TF_OperationInput(new OutputLayout { Operation = Pointer, Index = index });
        return new Output(new Operation(Graph, source.Operation), source.Index);
    }

    /// <summary>An attribute of type bool.</summary>
    public bool GetBool(string name)
    {
        byte value;
        using var status = new Status();
        TF.TF_OperationGetAttrBool(Pointer, name, &value, status);
        status.Check(nameof(TF.TF_OperationGetAttrBool));
        return value != 0;
    }

    /// <summary>An attribute of type int.</summary>
    public long GetInt(string name)
    {
        long value;
        using var status = new Status();
        TF.TF_OperationGetAttrInt(Pointer, name, &value, status);
        status.Check(nameof(TF.TF_OperationGetAttrInt));
        return value;
    }

    /// <summary>An attribute of type float.</summary>
    public float GetFloat(string name)
    {
        float value;
        using var status = new Status();
        TF.TF_OperationGetAttrFloat(Pointer, name, &value, status);
        status.Check(nameof(TF.TF_OperationGetAttrFloat));
        return value;
    }

    /// <summary>An attribute of type type.</summary>
    public DataType GetDataType(string name)
    {
        DataType value;
        using var status = new Status();
        TF.TF_OperationGetAttrType(Pointer, name, &value, status);
        status.Check(nameof(TF.TF_OperationGetAttrType));
        return value;
    }

    /// <summary>An attribute of type list(int).</summary>
    public long[] GetInts(string name)
    {
        using var status = new Status();
        var metadata = TF.TF_OperationGetAttrMetadata(Pointer, name, status);
        status.Check(nameof(TF.TF_OperationGetAttrMetadata));
        var values = new long[metadata.ListSize];
        fixed (long* first = values)
            TF.TF_OperationGetAttrIntList(Pointer, name, first, values.Length, status);
        status.Check(nameof(TF.TF_OperationGetAttrIntList));
        return values;
    }

    /// <summary>An attribute of type string.</summary>
    public string GetString(string name)
    {
        using var status = new Status();
        var metadata = TF.TF_OperationGetAttrMetadata(Pointer, name, status);
        status.Check(nameof(TF.TF_OperationGetAttrMetadata));
        var value = new byte[metadata.TotalSize];
        fixed (byte* first = value)
            TF.TF_OperationGetAttrString(Pointer, name, first, (nuint)value.Length, status);
        status.Check(nameof(TF.TF_OperationGetAttrString));
        return Encoding.UTF8.GetString(value);
    }

    /// <summary>An attribute of type tensor: the value of a Const.</summary>
    public Tensor GetTensor(string name)
    {
        nint value;
        using var status = new Status();
        TF.TF_OperationGetAttrTensor(Pointer, name, &value, status);
        status.Check(nameof(TF.TF_OperationGetAttrTensor));
        return new Tensor(new TensorHandle(value));
    }

    /// <inheritdoc/>
    public bool Equals(Operation other) => _pointer == other._pointer;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Operation other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _pointer.GetHashCode();

    /// <summary>Whether both are the same node.</summary>
    public static bool operator ==(Operation left, Operation right) => left.Equals(right);

    /// <summary>Whether they are different nodes.</summary>
    public static bool operator !=(Operation left, Operation right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => Graph is null ? "(none)" : $"{Name} = {Type}";
}
