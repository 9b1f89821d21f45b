using KerasPort.TensorFlow.Runtime;

namespace KerasPort.Tools.Doctor.Machines.Real;

/// <summary>The TensorFlow libraries on this machine, in the order in which KerasPort looks for them.</summary>
internal static class TensorFlowCandidates
{
    /// <param name="applicationFolder">The folder of the program that is asked about.</param>
    public static IReadOnlyList<TensorFlowCandidate> Find(string applicationFolder)
    {
        var context = SearchContext.OfProcess(null) with { ApplicationFolder = applicationFolder };
        var found = new List<TensorFlowCandidate>();
        void Add(string path, string source)
        {
            if (!found.Any(candidate => RealPath.Of(candidate.Path) == RealPath.Of(path)))
            {
                found.Add(new TensorFlowCandidate(path, null, source, "nothing"));
            }
        }

        if (context.ValueOf(RuntimeLocator.Variable) is { } named)
        {
            // What the user named is examined even where it is damaged; nothing else is used then.
            var path = Path.GetFullPath(named);
            var library = File.Exists(path) ? path : AnyLibrary(path, context.Platform) ?? AnyLibrary(Path.Combine(path, "lib"), context.Platform);
            if (library is not null)
            {
                Add(library, "the environment variable " + RuntimeLocator.Variable);
            }

            return found;
        }

        foreach (var (folder, source) in Folders(context))
        {
            if (AnyLibrary(folder, context.Platform) is { } library)
            {
                Add(library, source);
            }
        }

        // KerasPort passes over a file that can't be used; the first usable one is the one that counts.
        return [.. found.OrderByDescending(candidate => RuntimeFiles.InspectFile(candidate.Path, "", context.Platform).Runtime is not null)];
    }

    private static IEnumerable<(string Folder, string Source)> Folders(SearchContext context)
    {
        foreach (var folder in new[] { context.ApplicationFolder, Path.Combine(context.ApplicationFolder, "runtimes", context.Platform.Rid, "native") }
            .Concat(context.NativeFolders))
        {
            yield return (folder, "the application's folder");
        }

        foreach (var folder in RuntimeCache.InstalledFolders(context.CacheFolder, context.Platform))
        {
            yield return (folder, "KerasPort's cache");
        }

        foreach (var environment in PythonEnvironments.Of(context))
        {
            foreach (var folder in environment.Folders)
            {
                yield return (folder, environment.Place);
            }
        }

        foreach (var folder in SystemFolders.Of(context))
        {
            yield return (folder, "the system's library folders");
        }
    }

    private static string? AnyLibrary(string folder, RuntimePlatform platform)
    {
        try
        {
            return Directory.Exists(folder)
                ? Directory.EnumerateFiles(folder).Where(path => platform.IsLibrary(Path.GetFileName(path))).OrderBy(path => path.Length)
                    .ThenBy(path => path, StringComparer.Ordinal).FirstOrDefault()
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
