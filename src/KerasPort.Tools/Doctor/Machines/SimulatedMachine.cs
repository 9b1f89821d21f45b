using System.Text.Json;
using KerasPort.Tools.Doctor.Images;

namespace KerasPort.Tools.Doctor.Machines;

/// <summary>A machine that stands in a JSON file: a few facts in short form, unfolded into files, registry and programs.</summary>
internal sealed class SimulatedMachine : IMachine
{
    private readonly MachinePaths _paths;
    private readonly Dictionary<string, MachineFile.FileEntry?> _files;
    private readonly Dictionary<string, string> _environment;
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _registry = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string?> _programs = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _folder;

    public SimulatedMachine(MachineFile file, string folder)
    {
        _folder = folder;
        Facts = new MachineFacts
        {
            Platform = file.Os.ToUpperInvariant() switch
            {
                "WINDOWS" => Platform.Windows,
                "LINUX" => Platform.Linux,
                "MACOS" => Platform.MacOS,
                _ => throw new InvalidDataException($"`os`: must be windows, linux or macos. Received: os={file.Os}."),
            },
            OsVersion = file.OsVersion ?? "",
            Architecture = file.Architecture is "x64" or "x86" or "arm64"
                ? file.Architecture
                : throw new InvalidDataException($"`architecture`: must be x64, x86 or arm64. Received: architecture={file.Architecture}."),
            CpuFeatures = (file.CpuFeatures ?? ["sse4_2", "avx", "avx2", "fma"]).Select(feature => feature.ToLowerInvariant()).ToHashSet(),
            ApplicationFolder = file.ApplicationFolder,
        };
        _paths = new MachinePaths(Facts.IsWindows);
        _files = new Dictionary<string, MachineFile.FileEntry?>(_paths.Comparer);
        _environment = new Dictionary<string, string>(Facts.IsWindows ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var (name, value) in file.Environment ?? new Dictionary<string, JsonElement>())
        {
            _environment[name] = value.ValueKind == JsonValueKind.Array
                ? string.Join(Facts.IsWindows ? ';' : ':', value.EnumerateArray().Select(item => item.GetString()))
                : value.GetString() ?? "";
        }

        var unfolded = new MachineUnfolding(file, Facts.Platform, _paths);
        foreach (var (path, entry) in unfolded.Files())
        {
            _files[_paths.Normalize(path)] = entry;
        }

        foreach (var (path, value) in file.Files ?? new Dictionary<string, JsonElement>())
        {
            _files[_paths.Normalize(path)] = value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => new MachineFile.FileEntry { Text = value.GetString() },
                _ => MachineFile.ReadEntry(path, value),
            };
        }

        foreach (var (key, values) in unfolded.Registry().Concat(file.Registry ?? new Dictionary<string, IReadOnlyDictionary<string, string>>()))
        {
            _registry[Key(key)] = values;
        }

        foreach (var (program, output) in unfolded.Programs().Concat(file.Commands ?? new Dictionary<string, string?>()))
        {
            _programs[program] = output;
        }

        TensorFlow = [.. (file.Tensorflow ?? []).Select(entry =>
            new TensorFlowCandidate(_paths.Normalize(entry.Path), entry.Version, entry.Source ?? "the machine file", "the machine file"))];
    }

    public MachineFacts Facts { get; }

    public IReadOnlyList<TensorFlowCandidate> TensorFlow { get; }

    /// <summary>The machine of a file.</summary>
    public static SimulatedMachine Read(string path) =>
        new(MachineFile.Read(path), Path.GetDirectoryName(Path.GetFullPath(path))!);

    public string? Variable(string name) => _environment.GetValueOrDefault(name);

    public bool FileExists(string path) => Find(path) is not null;

    public IReadOnlyList<string> List(string folder)
    {
        var prefix = _paths.Normalize(folder) + _paths.Separator;
        return [.. _files
            .Where(file => file.Value is not null && file.Key.StartsWith(prefix, _paths.Comparison))
            .Select(file => file.Key[prefix.Length..].Split(_paths.Separator)[0])
            .Distinct(_paths.Comparer)
            .Order(StringComparer.Ordinal)];
    }

    public string? ReadText(string path) => Find(LinkTarget(path) ?? path)?.Text;

    public string? LinkTarget(string path)
    {
        var current = _paths.Normalize(path);
        for (var i = 0; i < 16 && Find(current)?.LinkTo is { } next; i++)
        {
            current = _paths.Combine(_paths.Parent(current), next);
        }

        return _paths.Same(current, path) ? null : current;
    }

    public BinaryImage ReadImage(string path)
    {
        var target = LinkTarget(path) ?? path;
        // A link's target need not be listed apart: the link's own entry then describes it.
        var entry = Find(target) ?? Find(path) ?? throw new InvalidDataException($"`{path}`: the link leads to a file that does not exist.");
        if (entry.Image is { } image)
        {
            using var stream = File.OpenRead(Path.Combine(_folder, image));
            return ImageReader.Read(stream, _paths.FileName(path));
        }

        return SimulatedImage.From(entry, _paths.FileName(path), Facts);
    }

    public IReadOnlyDictionary<string, string> Registry(string key) =>
        _registry.GetValueOrDefault(Key(key)) ?? new Dictionary<string, string>();

    public IReadOnlyList<string> RegistryKeys(string key)
    {
        var prefix = Key(key) + "\\";
        return [.. _registry.Keys.Where(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(name => name[prefix.Length..].Split('\\')[0]).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    public string? Run(string program, params string[] arguments) => _programs.GetValueOrDefault(program);

    public IReadOnlyDictionary<string, LoadAnswer> TryLoad(IReadOnlyList<string> paths) => paths
        .Where(path => Find(path)?.LoadError is not null)
        .ToDictionary(path => path, path => new LoadAnswer(Find(path)!.LoadError!.Value, Find(path)!.LoadText ?? ""));

    private static string Key(string key) => key.Trim('\\')
        .Replace("HKEY_LOCAL_MACHINE", "HKLM", StringComparison.OrdinalIgnoreCase)
        .Replace("HKEY_CURRENT_USER", "HKCU", StringComparison.OrdinalIgnoreCase);

    private MachineFile.FileEntry? Find(string path) => _files.GetValueOrDefault(_paths.Normalize(path));
}
