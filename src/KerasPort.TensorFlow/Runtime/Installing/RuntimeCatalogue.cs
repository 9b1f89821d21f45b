using System.Text.Json;

namespace KerasPort.TensorFlow.Runtime;

/// <summary>The libtensorflow builds that can be installed: only those whose checksum is known.</summary>
public static class RuntimeCatalogue
{
    /// <summary>The kind of a build that computes on the processor alone.</summary>
    public const string Cpu = "cpu";

    /// <summary>The kind of a build that can use an NVIDIA GPU; it needs CUDA and cuDNN beside it.</summary>
    public const string Gpu = "gpu";

    private static readonly Lazy<CatalogueFile> s_file = new(Read);

    private static readonly Lazy<IReadOnlyList<RuntimePackage>> s_all = new(() =>
        [.. s_file.Value.Runtimes.Select(entry => new RuntimePackage(entry.Version, entry.Platform, entry.Kind, entry.Default, entry.Tested)
        {
            Archive = entry.Archive,
            Npm = entry.Npm,
        })]);

    /// <summary>Every build of the catalogue, for all platforms.</summary>
    public static IReadOnlyList<RuntimePackage> All => s_all.Value;

    /// <summary>The platform of this process, as the catalogue writes it: linux-x64.</summary>
    public static string CurrentPlatform => RuntimePlatform.Current.Rid;

    /// <summary>The builds for the platform of this process, the newest version first.</summary>
    public static IReadOnlyList<RuntimePackage> ForThisPlatform => [.. For(RuntimePlatform.Current)];

    /// <summary>What every archive's address starts with, which a mirror takes the place of.</summary>
    internal static string ArchiveRoot => s_file.Value.ArchiveRoot;

    internal static IEnumerable<RuntimePackage> For(RuntimePlatform platform) => All.Where(package => package.Platform == platform.Rid);

    private static CatalogueFile Read()
    {
        const string resource = "KerasPort.TensorFlow.Runtime.Installing.catalogue.json";
        using var stream = typeof(RuntimeCatalogue).Assembly.GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize(stream, CatalogueJson.Default.CatalogueFile)!;
    }
}
