namespace KerasPort.Tools.Doctor.Knowledge;

/// <summary>The oldest NVIDIA driver that serves a CUDA toolkit.</summary>
internal static class DriverFloor
{
    private static readonly (string Cuda, string Linux, string Windows)[] s_rows =
    [
        ("8.0", "375.26", "376.51"),
        ("9.0", "384.81", "385.54"),
        ("9.1", "390.46", "391.29"),
        ("9.2", "396.26", "397.44"),
        ("10.0", "410.48", "411.31"),
        ("10.1", "418.39", "418.96"),
        ("10.2", "440.33", "441.22"),
        ("11.0", "450.51.05", "451.48"),
        // From 11.1 on the minor versions of a major share one floor.
        ("11.1", "450.80.02", "452.39"),
        ("12.0", "525.60.13", "528.33"),
        ("13.0", "580.0", "580.0"),
    ];

    /// <summary>The driver that the kernels of a Blackwell GPU need, whatever the toolkit.</summary>
    public static Version Blackwell { get; } = new(570, 0);

    /// <summary>The floor as NVIDIA writes it, for a toolkit and an operating system (WSL counts as Windows: its driver is there).</summary>
    public static string For(Version cuda, bool windowsDriver)
    {
        var (_, linux, windows) = s_rows.Last(row => new Version(row.Cuda) <= new Version(cuda.Major, cuda.Minor));
        return windowsDriver ? windows : linux;
    }
}
