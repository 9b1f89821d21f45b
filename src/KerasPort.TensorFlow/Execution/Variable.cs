using System.Text;
using KerasPort.TensorFlow.Native;

namespace KerasPort.TensorFlow;

/// <summary>
/// A resource variable: a value on a device that functions read and assign. It is anonymous; functions get its
/// <see cref="Handle"/> as an input.
/// </summary>
public sealed unsafe class Variable : IDisposable
{
    // TensorFlow's mark for "no name: never share" (ResourceHandle::ANONYMOUS_NAME).
    private static readonly byte[] s_anonymous = Encoding.ASCII.GetBytes("cd2c89b7-88b7-44c8-ad83-06c2a9158347");

    private readonly Context _context;
    private bool _disposed;

    /// <summary>Makes a variable with a value, as <see cref="Assign"/> sets it.</summary>
    public Variable(Tensor value) : this((value ?? throw new ArgumentNullException(nameof(value))).DataType, value.Shape) => Assign(value);

    /// <summary>Makes a variable without a value: it must be assigned before it is read.</summary>
    public Variable(DataType dataType, Shape shape)
    {
        (_context, DataType, Shape) = (Context.Current, dataType, shape);
        using var op = new EagerOperation(_context, "VarHandleOp");
        TF.TFE_OpSetAttrType(op.Pointer, "dtype", dataType);
        using (var status = new Status())
        {
            fixed (long* dims = shape.AsSpan())
                TF.TFE_OpSetAttrShape(op.Pointer, "shape", dims, shape.Rank, status);
            status.Check("VarHandleOp");
        }
        fixed (byte* name = s_anonymous)
            TF.TFE_OpSetAttrString(op.Pointer, "shared_name", name, (nuint)s_anonymous.Length);
        Handle = op.Execute(1)[0];
    }

    /// <summary>The resource: what functions take as input.</summary>
    public EagerTensor Handle { get; }

    /// <summary>The element type.</summary>
    public DataType DataType { get; }

    /// <summary>The dimensions.</summary>
    public Shape Shape { get; }

    /// <summary>Sets the value. The memory is shared, not copied: the tensor may be disposed at once, but must not be written to any more.</summary>
    /// <exception cref="ArgumentException">The value has another shape or type.</exception>
    public void Assign(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.DataType != DataType || !value.Shape.IsCompatibleWith(Shape))
            throw new ArgumentException($"Variable: the value must be {DataType.Name()} {Shape}. Received: {value.DataType.Name()} {value.Shape}.", nameof(value));
        using var eager = new EagerTensor(value);
        using var op = new EagerOperation(_context, "AssignVariableOp");
        TF.TFE_OpSetAttrType(op.Pointer, "dtype", DataType);
        op.AddInput(Handle);
        op.AddInput(eager);
        op.Execute(0);
    }

    /// <summary>A copy of the value now.</summary>
    /// <exception cref="TensorFlowException">It has none yet.</exception>
    public Tensor Read()
    {
        using var op = new EagerOperation(_context, "ReadVariableOp");
        TF.TFE_OpSetAttrType(op.Pointer, "dtype", DataType);
        op.AddInput(Handle);
        using var value = op.Execute(1)[0];
        using var shared = value.Resolve();
        // From 2.x on, a variable without a value reads as an empty tensor.
        if (!shared.Shape.IsCompatibleWith(Shape))
            throw new TensorFlowException(StatusCode.FailedPrecondition, "The variable has no value yet: it must be assigned before it is read.", "ReadVariableOp");
        // What TensorFlow gives is the variable's own memory: who wrote to it would change the variable.
        return shared.Copy();
    }

    internal static void Destroy(Context context, EagerHandle variable)
    {
        using var op = new EagerOperation(context, "DestroyResourceOp");
        TF.TFE_OpSetAttrBool(op.Pointer, "ignore_lookup_error", 1);
        op.AddInput(variable);
        op.Execute(0);
    }

    /// <summary>Frees the value on its device.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        GC.SuppressFinalize(this);
        Destroy(_context, Handle.Handle);
        Handle.Dispose();
    }

    /// <summary>Hands the resource to the context, whose next call frees it: a finalizer must not run TensorFlow code.</summary>
    ~Variable()
    {
        if (Handle is not null)
            _context.DestroyLater(Handle.Handle.Take());
    }
}
