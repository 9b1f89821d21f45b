namespace KerasPort.TensorFlow.Runtime;

/// <summary>Finds the `tensorflow` package of Python environments by their folders, without running Python.</summary>
internal static class PythonEnvironments
{
    private static readonly string[] s_libraryFolders = ["lib", "lib64"];
    private static readonly string[] s_siteFolders = ["site-packages", "dist-packages"];

    /// <summary>One environment: the name of its place, the folders that hold a tensorflow package, and what to say where there is none.</summary>
    internal sealed record PythonEnvironment(string Place, IReadOnlyList<string> Folders, string Absent);

    /// <summary>The environments in their order: the activated venv, the activated conda environment, the python on the PATH.</summary>
    public static IEnumerable<PythonEnvironment> Of(SearchContext context)
    {
        yield return OfVariable(context, "VIRTUAL_ENV", []);
        yield return OfVariable(context, "CONDA_PREFIX", ["lib"]);
        yield return OnPath(context);
    }

    /// <summary>Why a tensorflow package has no library that could be used.</summary>
    public static string WithoutLibrary(string package, RuntimePlatform platform) => platform.System == RuntimeSystem.Windows
        ? $"{package} is there, but on Windows Python's tensorflow package holds no C library that another program can load; run `kerasport runtime install`"
        : $"{package} holds no libtensorflow_cc: Python's tensorflow package brings it from version 2.12 on";

    private static PythonEnvironment OfVariable(SearchContext context, string variable, string[] libraryFolders)
    {
        var place = $"Python environment {variable}";
        if (context.ValueOf(variable) is not { } prefix)
            return new PythonEnvironment(place, [], "not set");
        var libraries = libraryFolders.Select(folder => Path.Combine(prefix, folder))
            .Where(folder => RuntimeFiles.InspectFolder(folder, place, context.Platform) != default);
        return new PythonEnvironment(place, [.. libraries, .. Packages(prefix, context.Platform)], $"no tensorflow package in {prefix}");
    }

    private static PythonEnvironment OnPath(SearchContext context)
    {
        const string place = "Python on the PATH";
        var isWindows = context.Platform.System == RuntimeSystem.Windows;
        string[] names = isWindows ? ["python.exe"] : ["python3", "python"];
        var python = (context.ValueOf("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (python is null)
            return new PythonEnvironment(place, [], "no python there");

        var prefixes = new List<string?> { Prefix(python, isWindows), PyenvVersion(python) };
        // A venv's python is a link to the base one: only where there is no venv does the link's target say where the packages are.
        if (!File.Exists(Path.Combine(prefixes[0]!, "pyvenv.cfg")))
        {
            if (File.ResolveLinkTarget(python, returnFinalTarget: true) is { } target)
                prefixes.Add(Prefix(target.FullName, isWindows));
            prefixes.Add(Path.Combine(context.Root, "usr", "local"));
            prefixes.Add(UserSite(context, isWindows));
        }
        return new PythonEnvironment(place,
            [.. prefixes.OfType<string>().Distinct().SelectMany(prefix => Packages(prefix, context.Platform))], $"no tensorflow package of {python}");
    }

    private static string Prefix(string python, bool isWindows)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(python))!;
        var isScripts = !isWindows || string.Equals(Path.GetFileName(folder), "Scripts", StringComparison.OrdinalIgnoreCase);
        return isScripts ? Path.GetDirectoryName(folder) ?? folder : folder;
    }

    private static string? UserSite(SearchContext context, bool isWindows) => isWindows
        ? context.ValueOf("APPDATA") is { } data ? Path.Combine(data, "Python") : null
        : context.ValueOf("HOME") is { } home ? Path.Combine(home, ".local") : null;

    // pyenv puts scripts on the PATH that start the version named in its file.
    private static string? PyenvVersion(string python)
    {
        var folder = Path.GetDirectoryName(python)!;
        var root = Path.GetDirectoryName(folder);
        if (root is null || Path.GetFileName(folder) != "shims" || !File.Exists(Path.Combine(root, "version")))
            return null;
        var version = File.ReadLines(Path.Combine(root, "version")).FirstOrDefault()?.Trim();
        return string.IsNullOrEmpty(version) ? null : Path.Combine(root, "versions", version);
    }

    private static IEnumerable<string> Packages(string prefix, RuntimePlatform platform)
    {
        IEnumerable<string> sites = platform.System == RuntimeSystem.Windows
            ? [Path.Combine(prefix, "Lib", "site-packages"), .. Subfolders(prefix, "Python*").Select(folder => Path.Combine(folder, "site-packages"))]
            : from library in s_libraryFolders
              from version in Subfolders(Path.Combine(prefix, library), "python3*")
              from site in s_siteFolders
              select Path.Combine(version, site);
        return sites.Select(site => Path.Combine(site, "tensorflow")).Where(Directory.Exists);
    }

    private static IEnumerable<string> Subfolders(string folder, string pattern)
    {
        try
        {
            return Directory.Exists(folder) ? [.. Directory.GetDirectories(folder, pattern).OrderDescending(StringComparer.Ordinal)] : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
