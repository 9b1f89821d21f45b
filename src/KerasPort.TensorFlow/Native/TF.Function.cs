using System.Runtime.InteropServices;

namespace KerasPort.TensorFlow.Native;

internal static unsafe partial class TF
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial FunctionHandle TF_GraphToFunctionWithControlOutputs(
        GraphHandle graph, string name, byte appendHash,
        int operationCount, nint* operations,
        int inputCount, OutputLayout* inputs,
        int outputCount, OutputLayout* outputs, byte** outputNames,
        int controlOutputCount, nint* controlOutputs, byte** controlOutputNames,
        nint options, byte* description, nint status);

    [LibraryImport(Library)]
    internal static partial void TF_DeleteFunction(nint function);

    [LibraryImport(Library)]
    internal static partial void TF_GraphCopyFunction(GraphHandle graph, FunctionHandle function, nint gradient, nint status);
}
