using System.Runtime.InteropServices;

namespace KerasPort.TensorFlow.Native;

internal static unsafe partial class TF
{
    [LibraryImport(Library)]
    internal static partial TensorHandle TF_AllocateTensor(DataType type, long* dims, int rank, nuint length);

    [LibraryImport(Library)]
    internal static partial void TF_DeleteTensor(nint tensor);

    [LibraryImport(Library)]
    internal static partial DataType TF_TensorType(TensorHandle tensor);

    [LibraryImport(Library)]
    internal static partial int TF_NumDims(TensorHandle tensor);

    [LibraryImport(Library)]
    internal static partial long TF_Dim(TensorHandle tensor, int index);

    [LibraryImport(Library)]
    internal static partial nuint TF_TensorByteSize(TensorHandle tensor);

    [LibraryImport(Library)]
    internal static partial void* TF_TensorData(TensorHandle tensor);

    [LibraryImport(Library)]
    internal static partial nuint TF_DataTypeSize(DataType type);
}
