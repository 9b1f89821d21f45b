using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using KerasPort.Tools.Doctor.Asking;
using KerasPort.Tools.Doctor.Images;
using Microsoft.Win32;

namespace KerasPort.Tools.Doctor.Machines.Real;

/// <summary>This machine. It fetches and decides nothing.</summary>
internal sealed class RealMachine(string applicationFolder, IReadOnlyList<TensorFlowCandidate> tensorFlow) : IMachine
{
    private const int LongestText = 65_536;
    private readonly Dictionary<string, BinaryImage> _images = [];

    public MachineFacts Facts { get; } = new()
    {
        Platform = OperatingSystem.IsWindows() ? Platform.Windows : OperatingSystem.IsMacOS() ? Platform.MacOS : Platform.Linux,
        OsVersion = RuntimeInformation.OSDescription,
        Architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        CpuFeatures = Features(),
        ApplicationFolder = applicationFolder,
    };

    public IReadOnlyList<TensorFlowCandidate> TensorFlow { get; } = tensorFlow;

    public string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    public bool FileExists(string path) => File.Exists(path);

    public IReadOnlyList<string> List(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? [.. Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)!).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public string? ReadText(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            using var reader = new StreamReader(path);
            var buffer = new char[LongestText];
            return new string(buffer, 0, reader.ReadBlock(buffer));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public string? LinkTarget(string path)
    {
        var real = RealPath.Of(path);
        return real == path ? null : real;
    }

    public BinaryImage ReadImage(string path)
    {
        if (_images.TryGetValue(path, out var known))
        {
            return known;
        }

        try
        {
            using var stream = File.OpenRead(path);
            return _images[path] = ImageReader.Read(stream, Path.GetFileName(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"`{path}`: can't be read. Received: {error.Message}", error);
        }
    }

    public IReadOnlyDictionary<string, string> Registry(string key)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (OperatingSystem.IsWindows())
        {
            using var opened = Open(key);
            foreach (var name in opened?.GetValueNames() ?? [])
            {
                values[name] = opened!.GetValue(name)?.ToString() ?? "";
            }
        }

        return values;
    }

    public IReadOnlyList<string> RegistryKeys(string key)
    {
        if (!OperatingSystem.IsWindows())
        {
            return [];
        }

        using var opened = Open(key);
        return opened?.GetSubKeyNames() ?? [];
    }

    public ProgramAnswer Run(string program, TimeSpan patience, params string[] arguments) =>
        Programs.Find(program) is { } path ? Programs.Output(path, patience, arguments) : new ProgramAnswer(null, false);

    public IReadOnlyDictionary<string, LoadAnswer> TryLoad(IReadOnlyList<string> paths) => LoaderChild.Ask(paths);

    private static HashSet<string> Features()
    {
        var features = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, supported) in new[] { ("sse4_2", Sse42.IsSupported), ("avx", HasAvx()), ("avx2", Avx2.IsSupported), ("fma", Fma.IsSupported) })
        {
            if (supported)
            {
                features.Add(name);
            }
        }

        return features;
    }

    // .NET can be told not to use AVX itself, which says nothing about the processor.
    private static bool HasAvx()
    {
        const int Avx1AndSavedByTheSystem = (1 << 28) | (1 << 27);
        return Avx.IsSupported || (X86Base.IsSupported && (X86Base.CpuId(1, 0).Ecx & Avx1AndSavedByTheSystem) == Avx1AndSavedByTheSystem);
    }

    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
    private static RegistryKey? Open(string key)
    {
        var (hive, path) = key.StartsWith(@"HKCU\", StringComparison.OrdinalIgnoreCase) ? (RegistryHive.CurrentUser, key[5..])
            : (RegistryHive.LocalMachine, key.StartsWith(@"HKLM\", StringComparison.OrdinalIgnoreCase) ? key[5..] : key);
        try
        {
            using var root = RegistryKey.OpenBaseKey(hive, RegistryView.Registry64);
            return root.OpenSubKey(path);
        }
        catch (Exception error) when (error is System.Security.SecurityException or UnauthorizedAccessException or IOException)
        {
            return null;
        }
    }
}
