using System.Text.Json;
using KerasPort.Tools.Doctor.Images;

namespace KerasPort.Tools.Doctor.Machines;

/// <summary>A machine that stands in a JSON file: a few facts in short form, unfolded into files, registry and programs.</summary>
internal sealed class SimulatedMachine : IMachine
{
    private const int MostLinks = 16;
    private readonly MachinePaths _paths;
    private readonly Dictionary<string, MachineFile.FileEntry?> _files;
    private readonly Dictionary<string, string> _environment;
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _registry = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ProgramAnswer> _programs = new(StringComparer.OrdinalIgnoreCase);
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
            JsonElement[] parts = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
            _environment[name] = parts.All(part => part.ValueKind == JsonValueKind.String)
                ? string.Join(Facts.IsWindows ? ';' : ':', parts.Select(part => part.GetString()))
                : throw new InvalidDataException($"`environment[\"{name}\"]`: must be a text or an array of texts. Received: {value}.");
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

        foreach (var (program, output) in unfolded.Programs())
        {
            _programs[program] = new ProgramAnswer(output, false);
        }

        foreach (var (program, output) in file.Commands ?? new Dictionary<string, JsonElement>())
        {
            _programs[program] = output.ValueKind switch
            {
                JsonValueKind.String or JsonValueKind.Null => new ProgramAnswer(output.GetString(), false),
                JsonValueKind.False => new ProgramAnswer(null, true),
                _ => throw new InvalidDataException($"`commands[\"{program}\"]`: must be a text, null (absent) or false (no answer). Received: {output}."),
            };
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

    // A link to a file that is stated not to exist leads nowhere; a target that is not listed is described by the link itself.
    public bool FileExists(string path) => Find(path) is not null && !LeadsNowhere(path);

    public IReadOnlyList<string> List(string folder)
    {
        var prefix = Place(folder) + _paths.Separator;
        return [.. _files
            .Where(file => file.Value is not null && file.Key.StartsWith(prefix, _paths.Comparison))
            .Select(file => file.Key[prefix.Length..].Split(_paths.Separator)[0])
            .Distinct(_paths.Comparer)
            .Order(StringComparer.Ordinal)];
    }

    public string? ReadText(string path) => Find(LinkTarget(path) ?? path)?.Text;

    public string? LinkTarget(string path)
    {
        var current = Place(path);
        for (var i = 0; i < MostLinks && Find(current)?.LinkTo is { } next; i++)
        {
            current = Place(_paths.Combine(_paths.Parent(current), next));
        }

        return _paths.Same(current, path) ? null : current;
    }

    public BinaryImage ReadImage(string path)
    {
        var target = LinkTarget(path) ?? path;
        // A link's target need not be listed apart: the link's own entry then describes it.
        var entry = Find(target) ?? (LeadsNowhere(path) ? null : Find(path)) ?? throw new InvalidDataException($"`{path}`: the link leads to a file that does not exist.");
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

    public ProgramAnswer Run(string program, TimeSpan patience, params string[] arguments) => _programs.GetValueOrDefault(program) ?? new ProgramAnswer(null, false);

    public IReadOnlyDictionary<string, LoadAnswer> TryLoad(IReadOnlyList<string> paths) => paths
        .Where(path => Find(path)?.LoadError is not null)
        .ToDictionary(path => path, path => new LoadAnswer(Find(path)!.LoadError!.Value, Find(path)!.LoadText ?? ""));

    private static string Key(string key) => key.Trim('\\')
        .Replace("HKEY_LOCAL_MACHINE", "HKLM", StringComparison.OrdinalIgnoreCase)
        .Replace("HKEY_CURRENT_USER", "HKCU", StringComparison.OrdinalIgnoreCase);

    private bool LeadsNowhere(string path) => LinkTarget(path) is { } target && _files.TryGetValue(target, out var entry) && entry is null;

    private MachineFile.FileEntry? Find(string path) => _files.GetValueOrDefault(Place(path));

    // The path with links followed where they stand for folders, such as /usr/local/cuda.
    private string Place(string path)
    {
        var place = _paths.Normalize(path);
        for (var (end, links) = (place.Length > 1 ? place.IndexOf(_paths.Separator, 1) : -1, 0); end > 0 && links < MostLinks; end = place.IndexOf(_paths.Separator, end + 1))
        {
            if (_files.GetValueOrDefault(place[..end])?.LinkTo is { } next)
            {
                place = _paths.Combine(_paths.Parent(place[..end]), next) + place[end..];
                (end, links) = (0, links + 1);
            }
        }

        return place;
    }
}
