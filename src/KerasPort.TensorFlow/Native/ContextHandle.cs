using Microsoft.Win32.SafeHandles;

namespace KerasPort.TensorFlow.Native;

/// <summary>Owns a TFE_Context.</summary>
internal sealed class ContextHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public ContextHandle() : base(ownsHandle: true) => LiveHandles.Add(LiveHandleKind.Context);

    public ContextHandle(nint pointer) : this() => SetHandle(pointer);

    protected override bool ReleaseHandle()
    {
        TF.TFE_DeleteContext(handle);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (!IsClosed)
            LiveHandles.Remove(LiveHandleKind.Context);
        base.Dispose(disposing);
    }
}
