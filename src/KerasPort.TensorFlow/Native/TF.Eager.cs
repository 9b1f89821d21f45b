using System.Runtime.InteropServices;

namespace KerasPort.TensorFlow.Native;

internal static unsafe partial class TF
{
    [LibraryImport(Library)]
    internal static partial nint TFE_NewContextOptions();

    [LibraryImport(Library)]
    internal static partial void TFE_DeleteContextOptions(nint options);

    [LibraryImport(Library)]
    internal static partial void TFE_ContextOptionsSetConfig(nint options, byte* config, nuint length, nint status);

    [LibraryImport(Library)]
    internal static partial ContextHandle TFE_NewContext(nint options, nint status);

    [LibraryImport(Library)]
    internal static partial void TFE_DeleteContext(nint context);

    [LibraryImport(Library)]
    internal static partial nint TFE_ContextListDevices(ContextHandle context, nint status);

    [LibraryImport(Library)]
    internal static partial void TF_DeleteDeviceList(nint list);

    [LibraryImport(Library)]
    internal static partial int TF_DeviceListCount(nint list);

    [LibraryImport(Library)]
    internal static partial byte* TF_DeviceListName(nint list, int index, nint status);

    [LibraryImport(Library)]
    internal static partial byte* TF_DeviceListType(nint list, int index, nint status);

    [LibraryImport(Library)]
    internal static partial long TF_DeviceListMemoryBytes(nint list, int index, nint status);

    [LibraryImport(Library)]
    internal static partial EagerHandle TFE_NewTensorHandle(TensorHandle tensor, nint status);

    [LibraryImport(Library)]
    internal static partial void TFE_DeleteTensorHandle(nint handle);

    [LibraryImport(Library)]
    internal static partial DataType TFE_TensorHandleDataType(EagerHandle handle);

    [LibraryImport(Library)]
    internal static partial int TFE_TensorHandleNumDims(EagerHandle handle, nint status);

    [LibraryImport(Library)]
    internal static partial long TFE_TensorHandleDim(EagerHandle handle, int index, nint status);

    [LibraryImport(Library)]
    internal static partial byte* TFE_TensorHandleDeviceName(EagerHandle handle, nint status);

    [LibraryImport(Library)]
    internal static partial TensorHandle TFE_TensorHandleResolve(EagerHandle handle, nint status);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial EagerHandle TFE_TensorHandleCopyToDevice(EagerHandle handle, ContextHandle context, string device, nint status);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint TFE_NewOp(ContextHandle context, string name, nint status);

    [LibraryImport(Library)]
    internal static partial void TFE_DeleteOp(nint op);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TFE_OpSetDevice(nint op, string device, nint status);

    [LibraryImport(Library)]
    internal static partial void TFE_OpAddInput(nint op, EagerHandle input, nint status);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TFE_OpSetAttrString(nint op, string name, byte* value, nuint length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TFE_OpSetAttrInt(nint op, string name, long value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TFE_OpSetAttrBool(nint op, string name, byte value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TFE_OpSetAttrType(nint op, string name, DataType value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TFE_OpSetAttrShape(nint op, string name, long* dims, int rank, nint status);

    [LibraryImport(Library)]
    internal static partial void TFE_Execute(nint op, nint* outputs, int* outputCount, nint status);

    [LibraryImport(Library)]
    internal static partial void TFE_ContextAddFunction(ContextHandle context, FunctionHandle function, nint status);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TFE_ContextRemoveFunction(ContextHandle context, string name, nint status);
}
