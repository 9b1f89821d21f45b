namespace KerasPort.Tools.Doctor.Knowledge;

/// <summary>The files of a cuDNN.</summary>
internal static class CudnnFiles
{
    private static readonly string[] s_parts8 = ["ops_infer", "ops_train", "cnn_infer", "cnn_train", "adv_infer", "adv_train"];
    private static readonly string[] s_parts9 =
        ["graph", "ops", "cnn", "adv", "engines_precompiled", "engines_runtime_compiled", "heuristic"];

    /// <summary>The library that TensorFlow asks for.</summary>
    public static string MainName(int major, bool windows) =>
        windows ? FormattableString.Invariant($"cudnn64_{major}.dll") : FormattableString.Invariant($"libcudnn.so.{major}");

    /// <summary>The parts that the main library loads at its first use; none before cuDNN 8.</summary>
    public static IReadOnlyList<string> Parts(int major, bool windows)
    {
        var parts = major switch { 8 => s_parts8, 9 => s_parts9, _ => [] };
        return [.. parts.Select(part => windows
            ? FormattableString.Invariant($"cudnn_{part}64_{major}.dll")
            : FormattableString.Invariant($"libcudnn_{part}.so.{major}"))];
    }

    /// <summary>The zlib that a cuDNN of this version loads, or null: cuDNN 8.3 and later of 8 on Windows, all from 8.3 on Linux.</summary>
    public static string? Zlib(Version cudnn, bool windows) => (windows, cudnn) switch
    {
        (true, { Major: 8, Minor: >= 3 }) => "zlibwapi.dll",
        (false, { Major: 8, Minor: >= 3 } or { Major: >= 9 }) => "libz.so.1",
        _ => null,
    };
}
