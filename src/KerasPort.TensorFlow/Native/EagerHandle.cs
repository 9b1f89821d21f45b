using Microsoft.Win32.SafeHandles;

namespace KerasPort.TensorFlow.Native;

/// <summary>Owns a TFE_TensorHandle.</summary>
internal sealed class EagerHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public EagerHandle() : base(ownsHandle: true) => LiveHandles.Add(LiveHandleKind.Eager);

    public EagerHandle(nint pointer) : this() => SetHandle(pointer);

    /// <summary>Gives the pointer up: whoever takes it owns it. A finalizer may call this.</summary>
    public nint Take()
    {
        LiveHandles.Remove(LiveHandleKind.Eager);
        SetHandleAsInvalid();
        return handle;
    }

    protected override bool ReleaseHandle()
    {
        TF.TFE_DeleteTensorHandle(handle);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (!IsClosed)
            LiveHandles.Remove(LiveHandleKind.Eager);
        base.Dispose(disposing);
    }
}
