using System.Runtime.InteropServices;

namespace KerasPort.TensorFlow.Native;

/// <summary>TF_Output and TF_Input: one end of an edge, passed by value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OutputLayout
{
    public nint Operation;
    public int Index;
}

/// <summary>TF_AttrMetadata: what kind of attribute this is and how long its value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AttributeMetadata
{
    public byte IsList;
    public long ListSize;
    public int Type;
    public long TotalSize;
}

internal static unsafe partial class TF
{
    [LibraryImport(Library)]
    internal static partial GraphHandle TF_NewGraph();

    [LibraryImport(Library)]
    internal static partial void TF_DeleteGraph(nint graph);

    [LibraryImport(Library)]
    internal static partial void TF_GraphSetTensorShape(GraphHandle graph, OutputLayout output, long* dims, int rank, nint status);

    [LibraryImport(Library)]
    internal static partial int TF_GraphGetTensorNumDims(GraphHandle graph, OutputLayout output, nint status);

    [LibraryImport(Library)]
    internal static partial void TF_GraphGetTensorShape(GraphHandle graph, OutputLayout output, long* dims, int rank, nint status);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint TF_NewOperation(GraphHandle graph, string type, string name);

    [LibraryImport(Library)]
    internal static partial nint TF_FinishOperation(nint description, nint status);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TF_SetDevice(nint description, string device);

    [LibraryImport(Library)]
    internal static partial void TF_AddInput(nint description, OutputLayout input);

    [LibraryImport(Library)]
    internal static partial void TF_AddInputList(nint description, OutputLayout* inputs, int count);

    [LibraryImport(Library)]
    internal static partial void TF_AddControlInput(nint description, nint operation);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TF_SetAttrString(nint description, string name, byte* value, nuint length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TF_SetAttrInt(nint description, string name, long value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TF_SetAttrIntList(nint description, string name, long* values, int count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TF_SetAttrFloat(nint description, string name, float value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TF_SetAttrBool(nint description, string name, byte value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TF_SetAttrType(nint description, string name, DataType value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TF_SetAttrTypeList(nint description, string name, DataType* values, int count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TF_SetAttrFuncName(nint description, string name, byte* value, nuint length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TF_SetAttrShape(nint description, string name, long* dims, int rank);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TF_SetAttrShapeList(nint description, string name, long** dims, int* ranks, int count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TF_SetAttrTensor(nint description, string name, TensorHandle value, nint status);

    [LibraryImport(Library)]
    internal static partial byte* TF_OperationName(nint operation);

    [LibraryImport(Library)]
    internal static partial byte* TF_OperationOpType(nint operation);

    [LibraryImport(Library)]
    internal static partial int TF_OperationNumOutputs(nint operation);

    [LibraryImport(Library)]
    internal static partial DataType TF_OperationOutputType(OutputLayout output);

    [LibraryImport(Library)]
    internal static partial int TF_OperationNumInputs(nint operation);

    [LibraryImport(Library)]
    internal static partial OutputLayout TF_OperationInput(OutputLayout input);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial AttributeMetadata TF_OperationGetAttrMetadata(nint operation, string name, nint status);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TF_OperationGetAttrString(nint operation, string name, byte* value, nuint length, nint status);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TF_OperationGetAttrInt(nint operation, string name, long* value, nint status);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TF_OperationGetAttrIntList(nint operation, string name, long* values, int count, nint status);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TF_OperationGetAttrFloat(nint operation, string name, float* value, nint status);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TF_OperationGetAttrBool(nint operation, string name, byte* value, nint status);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TF_OperationGetAttrType(nint operation, string name, DataType* value, nint status);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void TF_OperationGetAttrTensor(nint operation, string name, nint* value, nint status);

    [LibraryImport(Library)]
    internal static partial void TF_GraphToGraphDef(GraphHandle graph, BufferLayout* graphDef, nint status);
}
