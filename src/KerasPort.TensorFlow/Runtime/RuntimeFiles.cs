namespace KerasPort.TensorFlow.Runtime;

/// <summary>Looks at the files of one folder and says whether they are a libtensorflow for this platform.</summary>
internal static class RuntimeFiles
{
    /// <summary>What a folder or file turned out to be: a usable runtime, or the reason why it is none. Both are null for a folder
    /// that holds no libtensorflow at all.</summary>
    internal readonly record struct Finding(LocatedRuntime? Runtime, string? Problem);

    /// <summary>Looks for the library in a folder.</summary>
    public static Finding InspectFolder(string folder, string foundBy, RuntimePlatform platform)
    {
        // A folder may hold links beside the file, or the C++ library beside the C one: they serve equally, so take the plainest name.
        var library = Matching(folder, platform.IsLibrary).FirstOrDefault();
        return library is null ? default : InspectFile(library, foundBy, platform);
    }

    /// <summary>Looks at one file, which may have any name.</summary>
    public static Finding InspectFile(string path, string foundBy, RuntimePlatform platform)
    {
        if (Check(path, platform, out var needed) is { } problem)
            return new Finding(null, problem);
        var folder = Path.GetDirectoryName(path)!;
        if (needed is null)
            return new Finding(new LocatedRuntime(path, null, foundBy, folder), null);

        var framework = Matching(folder, platform.IsFramework).OrderByDescending(file => Path.GetFileName(file) == needed).FirstOrDefault();
        if (framework is null)
            return new Finding(null, $"{path} needs {needed}, which is not in its folder: only half of the library is there");
        return Check(framework, platform, out _) is { } halfProblem
            ? new Finding(null, halfProblem)
            : new Finding(new LocatedRuntime(path, framework, foundBy, folder), null);
    }

    private static string? Check(string path, RuntimePlatform platform, out string? neededFramework)
    {
        neededFramework = null;
        try
        {
            var header = LibraryHeader.Read(path);
            neededFramework = header.Needed.FirstOrDefault(platform.IsFramework);
            return header.System == platform.System && header.Architectures.Contains(platform.Processor)
                ? null
                : $"{path} is a library for {header}, this process needs one for {platform.Rid}";
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    private static IEnumerable<string> Matching(string folder, Func<string, bool> isWanted)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder)
                .Where(path => isWanted(Path.GetFileName(path)) && !IsDeadLink(path))
                .OrderBy(path => path.Length).ThenBy(path => path, StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsDeadLink(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true) is { Exists: false };
}
