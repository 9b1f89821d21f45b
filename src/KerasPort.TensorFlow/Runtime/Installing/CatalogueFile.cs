using System.Text.Json.Serialization;

namespace KerasPort.TensorFlow.Runtime;

/// <summary>The catalogue as it stands in catalogue.json.</summary>
internal sealed record CatalogueFile(string ArchiveRoot, IReadOnlyList<CatalogueEntry> Runtimes);

/// <summary>One libtensorflow in the catalogue.</summary>
internal sealed record CatalogueEntry(
    string Version, string Platform, string Kind, ArchiveOrigin? Archive, NpmOrigin? Npm, bool Default = false, bool Tested = false);

/// <summary>An archive on a web server.</summary>
internal sealed record ArchiveOrigin(string Url, string Sha256);

/// <summary>An npm package one entry of which is a Brotli-packed tar with the libraries in a folder.</summary>
internal sealed record NpmOrigin(
    string Package, string Version, long Size, string Integrity, string Entry, string Folder, IReadOnlyDictionary<string, string> Sha256);

/// <summary>Reads the catalogue without reflection, so that trimmed programs can install too.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = false, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(CatalogueFile))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
