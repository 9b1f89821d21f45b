using Microsoft.Win32.SafeHandles;

namespace KerasPort.TensorFlow.Native;

/// <summary>Owns a TF_Tensor.</summary>
internal sealed class TensorHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public TensorHandle() : base(ownsHandle: true) => LiveHandles.Add(LiveHandleKind.Tensor);

    public TensorHandle(nint pointer) : this() => SetHandle(pointer);

    protected override bool ReleaseHandle()
    {
        TF.TF_DeleteTensor(handle);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (!IsClosed)
            LiveHandles.Remove(LiveHandleKind.Tensor);
        base.Dispose(disposing);
    }
}
