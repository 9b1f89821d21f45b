using Microsoft.Win32.SafeHandles;

namespace KerasPort.TensorFlow.Native;

/// <summary>Owns a TF_Graph.</summary>
internal sealed class GraphHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public GraphHandle() : base(ownsHandle: true) => LiveHandles.Add(LiveHandleKind.Graph);

    public GraphHandle(nint pointer) : this() => SetHandle(pointer);

    protected override bool ReleaseHandle()
    {
        TF.TF_DeleteGraph(handle);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (!IsClosed)
            LiveHandles.Remove(LiveHandleKind.Graph);
        base.Dispose(disposing);
    }
}
