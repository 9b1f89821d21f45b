using KerasPort.Tools.Doctor.Images;
using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.Machines;
using KerasPort.Tools.Doctor.Machines.Real;

namespace KerasPort.Tools.Doctor.WhatIf;

/// <summary>
/// A machine on which all is well but CUDA, which is a folder of this machine: what would TensorFlow of that version find there?
/// A folder of the other operating system appears under a path of that system.
/// </summary>
internal sealed class WhatIfMachine : IMachine
{
    private const string ForeignWindowsRoot = @"C:\cuda";
    private static readonly string[] s_windowsFolders = ["bin", "bin/x64"];
    private static readonly string[] s_linuxFolders = ["lib64", "lib", "targets/x86_64-linux/lib"];
    private static readonly string[] s_packageFolders = ["nvidia", "."];
    private readonly RealMachine _files = new("", []);
    private readonly string _folder;
    private readonly string _root;
    private readonly bool _foreign;

    public WhatIfMachine(TensorFlowRelease release, Version version, bool windows, string folder)
    {
        _folder = Path.GetFullPath(folder);
        _foreign = windows != OperatingSystem.IsWindows();
        _root = !_foreign ? _folder : windows ? ForeignWindowsRoot : "/cuda";
        var paths = new MachinePaths(windows);
        Facts = new MachineFacts
        {
            Platform = windows ? Platform.Windows : Platform.Linux,
            CpuFeatures = new HashSet<string> { "avx", "avx2" },
        };
        TensorFlow = [new TensorFlowCandidate(windows ? @"C:\tensorflow\tensorflow.dll" : "/tensorflow/libtensorflow.so", version.ToString(), "the command line", "the command line")];
        Capability = GpuKernels.Of(release.Version)[^1];
        SearchPath = string.Join(windows ? ';' : ':', Subfolders(windows).Where(name => Directory.Exists(Path.Combine(_folder, name)))
            .Select(name => paths.Combine(_root, name)).Append(_root));
    }

    public MachineFacts Facts { get; }

    public IReadOnlyList<TensorFlowCandidate> TensorFlow { get; }

    private Version Capability { get; }

    private string SearchPath { get; }

    /// <summary>Where a path of this machine really is.</summary>
    public string RealPathOf(string path) => !_foreign || !path.StartsWith(_root, StringComparison.OrdinalIgnoreCase)
        ? path
        : Path.Combine(_folder, path[_root.Length..].TrimStart('\\', '/').Replace('\\', Path.DirectorySeparatorChar).Replace('/', Path.DirectorySeparatorChar));

    public string? Variable(string name) => name == (Facts.IsWindows ? "PATH" : "LD_LIBRARY_PATH") ? SearchPath : null;

    public bool FileExists(string path) => Inside(path) && _files.FileExists(RealPathOf(path));

    public IReadOnlyList<string> List(string folder) => Inside(folder) ? _files.List(RealPathOf(folder)) : [];

    public string? ReadText(string path) => Inside(path) ? _files.ReadText(RealPathOf(path)) : null;

    public string? LinkTarget(string path) => Inside(path) && !_foreign ? _files.LinkTarget(path) : null;

    public BinaryImage ReadImage(string path) => path == TensorFlow[0].Path
        ? new BinaryImage { Format = Facts.IsWindows ? "PE" : "ELF", Machine = "x64", Sections = [".nv_fatbin"] }
        : _files.ReadImage(RealPathOf(path));

    public IReadOnlyDictionary<string, string> Registry(string key) => new Dictionary<string, string>();

    public IReadOnlyList<string> RegistryKeys(string key) => [];

    public ProgramAnswer Run(string program, TimeSpan patience, params string[] arguments) =>
        new(program == "nvidia-smi" ? $"a GPU that fits, 999.99, {Capability}, 8192 MiB" : null, false);

    public IReadOnlyDictionary<string, LoadAnswer> TryLoad(IReadOnlyList<string> paths) => new Dictionary<string, LoadAnswer>();

    private IEnumerable<string> Subfolders(bool windows)
    {
        foreach (var name in windows ? s_windowsFolders : s_linuxFolders)
        {
            yield return name;
        }

        // A Python environment's site-packages, or its folder nvidia.
        foreach (var nvidia in s_packageFolders.Where(name => Directory.Exists(Path.Combine(_folder, name))))
        {
            foreach (var package in _files.List(Path.Combine(_folder, nvidia)))
            {
                yield return $"{nvidia}/{package}/{(windows ? "bin" : "lib")}";
            }
        }
    }

    private bool Inside(string path) => path.StartsWith(_root, Facts.IsWindows ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)
        || (!_foreign && _files.LinkTarget(_root) is { } real && path.StartsWith(real, StringComparison.Ordinal))
        // A toolkit's version file may stand above the folder that was given.
        || (!_foreign && _folder.StartsWith(Path.GetDirectoryName(path) ?? "?", StringComparison.Ordinal) && Path.GetFileName(path).StartsWith("version.", StringComparison.Ordinal));
}
