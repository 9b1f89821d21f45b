using System.Runtime.InteropServices;

namespace KerasPort.TensorFlow.Runtime;

/// <summary>Loads libtensorflow, once in a process.</summary>
internal static class RuntimeLoader
{
    private static readonly Lazy<nint> s_library = new(() =>
    {
        var folder = Environment.GetEnvironmentVariable("KERASPORT_TENSORFLOW") ?? throw new DllNotFoundException("KERASPORT_TENSORFLOW must name the folder of libtensorflow.");
        NativeLibrary.Load(Directory.GetFiles(folder, "libtensorflow_framework.so*")[0]);
        return NativeLibrary.Load(Directory.GetFiles(folder, "libtensorflow_cc.so*").Concat(Directory.GetFiles(folder, "libtensorflow.so*")).First());
    });

    public static nint Load() => s_library.Value;
}
