using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KerasPort.TensorFlow.Runtime;

[assembly: DisableRuntimeMarshalling]

namespace KerasPort.TensorFlow.Native;

/// <summary>The C functions of libtensorflow, one file per header area. The library is located and loaded at the first call.</summary>
internal static unsafe partial class TF
{
    private const string Library = "tensorflow";

    static TF() => NativeLibrary.SetDllImportResolver(typeof(TF).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == Library ? RuntimeLoader.Load() : 0;

    /// <summary>Whether the loaded library has this function: for the few that came or went between 1.15 and 2.18.</summary>
    internal static bool Exports(string function) =>
        NativeLibrary.TryGetExport(RuntimeLoader.Load(), function, out _);

    [LibraryImport(Library)]
    internal static partial byte* TF_Version();
}
