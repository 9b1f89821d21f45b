using System.Runtime.InteropServices;

namespace KerasPort.TensorFlow.Native;

/// <summary>TF_Buffer: bytes that belong to TensorFlow.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct BufferLayout
{
    public void* Data;
    public nuint Length;
    public void* Deallocator;
}

internal static unsafe partial class TF
{
    [LibraryImport(Library)]
    internal static partial BufferLayout* TF_NewBuffer();

    [LibraryImport(Library)]
    internal static partial void TF_DeleteBuffer(BufferLayout* buffer);

    [LibraryImport(Library)]
    internal static partial BufferLayout* TF_GetAllOpList();
}
