using System.Runtime.InteropServices;

namespace KerasPort.TensorFlow.Native;

/// <summary>Asks a loaded library for its version, before any other of its functions is bound.</summary>
internal static unsafe class NativeVersion
{
    /// <summary>What TF_Version of this library says.</summary>
    public static string Of(nint library) =>
        Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "TF_Version"))()) ?? "";
}
