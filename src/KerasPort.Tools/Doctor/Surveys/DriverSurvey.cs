using System.Text.RegularExpressions;
using KerasPort.Tools.Doctor.Machines;

namespace KerasPort.Tools.Doctor.Surveys;

/// <summary>NVIDIA's driver: its library, its kernel module and their versions.</summary>
/// <param name="LibraryPath">The driver's library that the search path reaches, or null.</param>
/// <param name="LibraryElsewhere">The driver's library in a place that the search path does not reach, or null.</param>
/// <param name="Stub">CUDA's stub of that library, for linking only, where the search path reaches it before the real one or instead of it; or null.</param>
/// <param name="LibraryVersion">The library's version, or null where its name does not tell.</param>
/// <param name="KernelVersion">The kernel module's version, or null where none runs or the system does not tell.</param>
/// <param name="SmiVersion">The version that nvidia-smi says.</param>
/// <param name="SmiMismatch">Whether nvidia-smi complains that driver and library differ.</param>
internal sealed partial record DriverSurvey(
    string? LibraryPath, string? LibraryElsewhere, string? Stub, Version? LibraryVersion, Version? KernelVersion, Version? SmiVersion, bool SmiMismatch)
{
    /// <summary>The version that decides.</summary>
    public Version? Version => SmiVersion ?? KernelVersion ?? LibraryVersion;

    /// <summary>Whether the kernel module and the library are of different versions.</summary>
    public bool Mismatch => SmiMismatch || (LibraryVersion is not null && KernelVersion is not null && LibraryVersion != KernelVersion);

    public static DriverSurvey Of(IMachine machine, SearchPath search, NvidiaSmi? smi)
    {
        var windows = machine.Facts.IsWindows;
        var name = windows ? "nvcuda.dll" : "libcuda.so.1";
        var hits = search.Find(name).ToList();
        var reached = hits.FirstOrDefault(path => !IsStub(path));
        string[] places = windows ? [] : ["/usr/lib/wsl/lib", "/usr/lib/nvidia", "/usr/lib64/nvidia", "/usr/local/nvidia/lib64", "/run/opengl-driver/lib"];
        var elsewhere = reached is null ? places.Select(folder => folder + "/" + name).FirstOrDefault(machine.FileExists) : null;
        var kernel = windows ? null : KernelLine().Match(machine.ReadText("/proc/driver/nvidia/version") ?? "");
        return new DriverSurvey(
            reached,
            elsewhere,
            hits.Count > 0 && IsStub(hits[0]) ? hits[0] : null,
            VersionOf(machine, reached ?? elsewhere),
            kernel is { Success: true } && Version.TryParse(kernel.Groups[1].Value, out var module) ? module : null,
            smi?.DriverVersion,
            smi?.Mismatch == true);
    }

    private static bool IsStub(string path) => path.Contains("/stubs/", StringComparison.Ordinal);

    private static Version? VersionOf(IMachine machine, string? path)
    {
        if (path is null)
        {
            return null;
        }

        if (!machine.Facts.IsWindows)
        {
            var real = LibraryName().Match(machine.LinkTarget(path) ?? path);
            return real.Success && Version.TryParse(real.Groups[1].Value, out var version) ? version : null;
        }

        try
        {
            // Windows hides driver 461.09 in the last five digits of 27.21.14.6109.
            var file = machine.ReadImage(path).Version?.Text("FileVersion") ?? "";
            var digits = string.Concat(file.Where(char.IsAsciiDigit));
            return WindowsVersion().IsMatch(file) && digits.Length >= 5 ? Version.Parse($"{digits[^5..^2]}.{digits[^2..]}") : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"Kernel Module\s+(?:for \S+\s+)?(\d+\.\d+(\.\d+)?)")]
    private static partial Regex KernelLine();

    [GeneratedRegex(@"libcuda\.so\.(\d+\.\d+(\.\d+)?)$")]
    private static partial Regex LibraryName();

    [GeneratedRegex(@"^\d+[.,]\d+[.,]\d+[.,]\d{4,5}$")]
    private static partial Regex WindowsVersion();
}
