using System.Runtime.InteropServices;

namespace KerasPort.TensorFlow.Native;

internal static unsafe partial class TF
{
    [LibraryImport(Library)]
    internal static partial nint TF_NewStatus();

    [LibraryImport(Library)]
    internal static partial void TF_DeleteStatus(nint status);

    [LibraryImport(Library)]
    internal static partial int TF_GetCode(nint status);

    [LibraryImport(Library)]
    internal static partial byte* TF_Message(nint status);
}
