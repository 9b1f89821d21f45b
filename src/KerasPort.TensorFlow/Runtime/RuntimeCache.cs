namespace KerasPort.TensorFlow.Runtime;

/// <summary>The folder, one per user, in which installed runtimes lie.</summary>
public static class RuntimeCache
{
    /// <summary>The environment variable that names another folder.</summary>
    public const string Variable = "KERASPORT_CACHE";

    /// <summary>The folder: the value of KERASPORT_CACHE, otherwise `kerasport` within XDG_CACHE_HOME or ~/.cache (Linux),
    /// ~/Library/Caches (macOS) or the local application data (Windows). It may not exist yet.</summary>
    public static string Folder => Locate(Environment.GetEnvironmentVariable, RuntimePlatform.Current.System);

    /// <summary>Looks whether a build is installed.</summary>
    /// <returns>The full path of its library, or null.</returns>
    public static string? Find(RuntimePackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return RuntimeFiles.InspectFolder(Path.Combine(RuntimesOf(Folder), package.Name), "", RuntimePlatform.Current).Runtime?.LibraryPath;
    }

    internal static string Locate(Func<string, string?> variable, RuntimeSystem system)
    {
        if (Value(Variable) is { } chosen)
            return Path.GetFullPath(chosen);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var parent = system switch
        {
            RuntimeSystem.Windows => Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData),
            RuntimeSystem.MacOS => Path.Combine(home, "Library", "Caches"),
            // The XDG specification says that a relative path is to be ignored.
            _ => Value("XDG_CACHE_HOME") is { } cache && Path.IsPathRooted(cache) ? cache : Path.Combine(home, ".cache"),
        };
        return Path.Combine(parent, "kerasport");

        string? Value(string name) => variable(name) is { Length: > 0 } value ? value : null;
    }

    /// <summary>The folder that holds one folder for each installed runtime.</summary>
    internal static string RuntimesOf(string cacheFolder) => Path.Combine(cacheFolder, "runtimes");

    /// <summary>The folders of the installed runtimes for a platform, the newest version first. Of one version
    /// the gpu kind goes before cpu: it is never installed unless somebody asked for it.</summary>
    internal static IEnumerable<string> InstalledFolders(string cacheFolder, RuntimePlatform platform)
    {
        var runtimes = RuntimesOf(cacheFolder);
        if (!Directory.Exists(runtimes))
            return [];
        var suffix = $"-{platform.Rid}";
        return Directory.GetDirectories(runtimes)
            .Where(folder => folder.EndsWith(suffix, StringComparison.Ordinal))
            .Select(folder => (folder, version: RuntimeVersions.TryParse(Path.GetFileName(folder))))
            .Where(candidate => candidate.version is not null)
            .OrderByDescending(candidate => candidate.version).ThenByDescending(candidate => candidate.folder, StringComparer.Ordinal)
            .Select(candidate => candidate.folder);
    }
}
