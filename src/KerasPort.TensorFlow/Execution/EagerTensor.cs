using System.Runtime.InteropServices;
using KerasPort.TensorFlow.Native;

namespace KerasPort.TensorFlow;

/// <summary>A tensor in the eager context (TFE_TensorHandle): on whichever device it was made.</summary>
public sealed unsafe class EagerTensor : IDisposable
{
    internal EagerTensor(EagerHandle handle) => Handle = handle;

    /// <summary>Hands a tensor to the context. The memory is shared, not copied: the tensor may be disposed at once.</summary>
    public EagerTensor(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var status = new Status();
        Handle = TF.TFE_NewTensorHandle(tensor.Handle, status);
        status.Check(nameof(TF.TFE_NewTensorHandle));
    }

    internal EagerHandle Handle { get; }

    /// <summary>The element type.</summary>
    public DataType DataType => TF.TFE_TensorHandleDataType(Handle);

    /// <summary>The dimensions.</summary>
    public Shape Shape
    {
        get
        {
            using var status = new Status();
            var dims = new long[TF.TFE_TensorHandleNumDims(Handle, status)];
            for (var i = 0; i < dims.Length; i++)
                dims[i] = TF.TFE_TensorHandleDim(Handle, i, status);
            status.Check(nameof(TF.TFE_TensorHandleDim));
            return new Shape(dims);
        }
    }

    /// <summary>The device that holds it.</summary>
    public string Device
    {
        get
        {
            using var status = new Status();
            var name = Marshal.PtrToStringUTF8((nint)TF.TFE_TensorHandleDeviceName(Handle, status));
            status.Check(nameof(TF.TFE_TensorHandleDeviceName));
            return name!;
        }
    }

    /// <summary>The value in the computer's memory: shared where it lies there already, else copied.</summary>
    public Tensor Resolve()
    {
        using var status = new Status();
        var tensor = TF.TFE_TensorHandleResolve(Handle, status);
        status.Check(nameof(TF.TFE_TensorHandleResolve));
        return new Tensor(tensor);
    }

    /// <summary>Lets go of it.</summary>
    public void Dispose() => Handle.Dispose();
}
