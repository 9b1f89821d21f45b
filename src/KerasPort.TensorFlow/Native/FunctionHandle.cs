using Microsoft.Win32.SafeHandles;

namespace KerasPort.TensorFlow.Native;

/// <summary>Owns a TF_Function.</summary>
internal sealed class FunctionHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public FunctionHandle() : base(ownsHandle: true) => LiveHandles.Add(LiveHandleKind.Function);

    public FunctionHandle(nint pointer) : this() => SetHandle(pointer);

    protected override bool ReleaseHandle()
    {
        TF.TF_DeleteFunction(handle);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (!IsClosed)
            LiveHandles.Remove(LiveHandleKind.Function);
        base.Dispose(disposing);
    }
}
