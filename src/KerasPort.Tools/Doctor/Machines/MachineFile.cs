using System.Text.Json;
using System.Text.Json.Serialization;

namespace KerasPort.Tools.Doctor.Machines;

/// <summary>A simulated machine as it stands in a JSON file; docs/doctor.md describes every field.</summary>
internal sealed record MachineFile
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        PropertyNameCaseInsensitive = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
    };

    public string? Description { get; init; }
    public required string Os { get; init; }
    public string? OsVersion { get; init; }
    public string Architecture { get; init; } = "x64";
    public bool Wsl { get; init; }
    public string? Container { get; init; }
    public IReadOnlyList<string>? CpuFeatures { get; init; }
    public IReadOnlyDictionary<string, JsonElement>? Environment { get; init; }
    public string? ApplicationFolder { get; init; }
    public IReadOnlyList<TensorFlowEntry>? Tensorflow { get; init; }
    public IReadOnlyList<GpuEntry>? Gpus { get; init; }
    public DriverEntry? Driver { get; init; }
    public IReadOnlyDictionary<string, JsonElement>? Files { get; init; }
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Registry { get; init; }
    public IReadOnlyDictionary<string, JsonElement>? Commands { get; init; }

    public sealed record TensorFlowEntry
    {
        public required string Path { get; init; }
        public string? Version { get; init; }
        public string Build { get; init; } = "gpu";
        public string? Source { get; init; }
        public string? Machine { get; init; }
        public IReadOnlyList<string>? Imports { get; init; }
    }

    public sealed record GpuEntry
    {
        public required string Name { get; init; }
        public string? ComputeCapability { get; init; }
        public int MemoryMib { get; init; } = 8192;
    }

    public sealed record DriverEntry
    {
        public required string Version { get; init; }
        public string? KernelVersion { get; init; }
        public string? Folder { get; init; }
    }

    public sealed record FileEntry
    {
        public string? Machine { get; init; }
        public string? OwnName { get; init; }
        public IReadOnlyList<string>? Imports { get; init; }
        public IReadOnlyList<string>? Sections { get; init; }
        public IReadOnlyList<string>? Exports { get; init; }
        public IReadOnlyList<string>? LoadsAtRunTime { get; init; }
        public string? ProductName { get; init; }
        public string? ProductVersion { get; init; }
        public string? FileVersion { get; init; }
        public string? FileDescription { get; init; }
        public string? OriginalFilename { get; init; }
        public string? RunPath { get; init; }
        public string? RPath { get; init; }
        public string? LinkTo { get; init; }
        public string? Text { get; init; }
        public string? Damaged { get; init; }
        public string? Image { get; init; }
        public int? LoadError { get; init; }
        public string? LoadText { get; init; }
    }

    /// <summary>Reads one file. Throws InvalidDataException that names the file, the place and what is wrong.</summary>
    public static MachineFile Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"`--machine`: there is no such file. Received: {path}.");
        }

        try
        {
            var file = JsonSerializer.Deserialize<MachineFile>(File.ReadAllText(path), s_options)
                ?? throw new InvalidDataException($"`{path}`: a machine file must hold one JSON object. Received: null.");
            RefuseNull(path, [file.CpuFeatures, file.Tensorflow, file.Gpus, .. (file.Tensorflow ?? []).Select(library => library?.Imports),
                .. (file.Registry ?? new Dictionary<string, IReadOnlyDictionary<string, string>>()).Values.Select(values => values?.Values)]);
            return file;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"`{path}`: a machine file must follow the schema in docs/doctor.md. Received: {error.Message}", error);
        }
    }

    /// <summary>One entry of <c>files</c> in its object form.</summary>
    public static FileEntry ReadEntry(string path, JsonElement element)
    {
        try
        {
            var entry = element.Deserialize<FileEntry>(s_options)!;
            RefuseNull(path, entry.Imports, entry.Sections, entry.Exports, entry.LoadsAtRunTime);
            return entry;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"`files[\"{path}\"]`: must be an object of the schema in docs/doctor.md. Received: {error.Message}", error);
        }
    }

    private static void RefuseNull(string path, params IEnumerable<object?>?[] lists)
    {
        if (lists.Any(list => list?.Contains(null) == true))
        {
            throw new InvalidDataException($"`{path}`: the lists of a machine file must hold no null. Received: one.");
        }
    }
}
