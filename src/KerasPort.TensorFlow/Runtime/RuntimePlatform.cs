using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace KerasPort.TensorFlow.Runtime;

/// <summary>The operating system and processor a libtensorflow must be made for, and what its files are called there.</summary>
internal sealed partial record RuntimePlatform(RuntimeSystem System, Architecture Processor)
{
    /// <summary>The platform this process runs on.</summary>
    public static RuntimePlatform Current { get; } = new(
        OperatingSystem.IsWindows() ? RuntimeSystem.Windows : OperatingSystem.IsMacOS() ? RuntimeSystem.MacOS : RuntimeSystem.Linux,
        RuntimeInformation.ProcessArchitecture);

    /// <summary>.NET's portable name, as in the folders of a NuGet package: linux-x64, win-x64, osx-arm64.</summary>
    public string Rid => System switch
    {
        RuntimeSystem.Windows => "win-",
        RuntimeSystem.MacOS => "osx-",
        _ => "linux-",
    } + ArchitectureName(Processor);

    /// <summary>What the search looks for, in words.</summary>
    public string LibraryDescription => System switch
    {
        RuntimeSystem.Windows => "tensorflow.dll",
        RuntimeSystem.MacOS => "libtensorflow.dylib",
        _ => "libtensorflow.so",
    };

    /// <summary>.NET's name of a processor architecture in runtime identifiers.</summary>
    public static string ArchitectureName(Architecture architecture) => architecture switch
    {
        Architecture.X64 => "x64",
        Architecture.X86 => "x86",
        Architecture.Arm64 => "arm64",
        Architecture.Arm => "arm",
        _ => architecture.ToString(),
    };

    /// <summary>Whether a file of this name may be the library with the C functions.</summary>
    public bool IsLibrary(string fileName) => LibraryPattern.IsMatch(fileName);

    /// <summary>Whether a file of this name may be the part that the library itself needs.</summary>
    public bool IsFramework(string fileName) => System switch
    {
        RuntimeSystem.Windows => false,
        RuntimeSystem.MacOS => MacFramework().IsMatch(fileName),
        _ => LinuxFramework().IsMatch(fileName),
    };

    private Regex LibraryPattern => System switch
    {
        RuntimeSystem.Windows => WindowsLibrary(),
        RuntimeSystem.MacOS => MacLibrary(),
        _ => LinuxLibrary(),
    };

    [GeneratedRegex(@"^libtensorflow(_cc)?\.so(\.\d+)*$")]
    private static partial Regex LinuxLibrary();

    [GeneratedRegex(@"^libtensorflow_framework\.so(\.\d+)*$")]
    private static partial Regex LinuxFramework();

    [GeneratedRegex(@"^libtensorflow(_cc)?(\.\d+)*\.dylib$")]
    private static partial Regex MacLibrary();

    [GeneratedRegex(@"^libtensorflow_framework(\.\d+)*\.dylib$")]
    private static partial Regex MacFramework();

    [GeneratedRegex(@"^(lib)?tensorflow\.dll$", RegexOptions.IgnoreCase)]
    private static partial Regex WindowsLibrary();
}
