namespace KerasPort.TensorFlow.Runtime;

/// <summary>The search for libtensorflow: every place in its order, each leaving one line in the trace.</summary>
internal sealed class RuntimeSearch
{
    /// <summary>The name of the place that the program itself named.</summary>
    public const string ExplicitPlace = "RuntimeLocator.Use";

    private readonly SearchContext _context;
    private readonly List<RuntimeTraceEntry> _trace = [];

    private RuntimeSearch(SearchContext context) => _context = context;

    /// <summary>The runtime that was found, or null.</summary>
    public LocatedRuntime? Found { get; private set; }

    /// <summary>What kept an explicitly named path from being used, or null. Nothing else is tried then: the user's choice is not replaced.</summary>
    public string? ExplicitProblem { get; private set; }

    /// <summary>The places that were tried.</summary>
    public IReadOnlyList<RuntimeTraceEntry> Trace => _trace;

    /// <summary>Searches all places until one has a usable libtensorflow.</summary>
    public static RuntimeSearch Run(SearchContext context)
    {
        var search = new RuntimeSearch(context);
        if (search.TryExplicit(ExplicitPlace, context.ExplicitPath, "no path given")
            || search.TryExplicit(RuntimeLocator.Variable, context.ValueOf(RuntimeLocator.Variable), "not set"))
        {
            return search;
        }
        _ = search.TryFolders("the application's folder", ApplicationFolders(context))
            || search.TryFolders("KerasPort's cache", RuntimeCache.InstalledFolders(context.CacheFolder, context.Platform), context.CacheFolder)
            || search.TryPython()
            || search.TryFolders("the system's library folders", SystemFolders.Of(context));
        return search;
    }

    private static IEnumerable<string> ApplicationFolders(SearchContext context) =>
    [
        context.ApplicationFolder,
        Path.Combine(context.ApplicationFolder, "runtimes", context.Platform.Rid, "native"),
        .. context.NativeFolders,
    ];

    private bool TryExplicit(string place, string? path, string absent)
    {
        if (path is null)
        {
            _trace.Add(new RuntimeTraceEntry(place, absent, IsFound: false));
            return false;
        }
        var full = Path.GetFullPath(path);
        var finding = File.Exists(full) ? RuntimeFiles.InspectFile(full, place, _context.Platform)
            : !Directory.Exists(full) ? new RuntimeFiles.Finding(null, $"{full} does not exist")
            : InspectFolderOrItsLib(full, place);
        if (!Record(place, finding, $"{full} holds no {_context.Platform.LibraryDescription}"))
            ExplicitProblem = $"`{place}` must name the file or folder of a libtensorflow. {_trace[^1].Outcome}.";
        return true;
    }

    private RuntimeFiles.Finding InspectFolderOrItsLib(string folder, string place)
    {
        var finding = RuntimeFiles.InspectFolder(folder, place, _context.Platform);
        // An official archive that was unpacked as it is keeps the libraries in `lib`.
        return finding == default ? RuntimeFiles.InspectFolder(Path.Combine(folder, "lib"), place, _context.Platform) : finding;
    }

    private bool TryFolders(string place, IEnumerable<string> folders, string? where = null)
    {
        var tried = new List<string>();
        var problems = new List<string>();
        foreach (var folder in folders.Select(folder => Path.TrimEndingDirectorySeparator(folder)).Distinct())
        {
            var finding = RuntimeFiles.InspectFolder(folder, place, _context.Platform);
            if (finding.Runtime is not null)
                return Record(place, finding, "");
            if (finding.Problem is { } problem)
                problems.Add(problem);
            tried.Add(folder);
        }
        var nothing = $"no {_context.Platform.LibraryDescription} in {(tried.Count == 0 ? where : string.Join(", ", tried))}";
        _trace.Add(new RuntimeTraceEntry(place, problems.Count == 0 ? nothing : string.Join("; ", problems), IsFound: false));
        return false;
    }

    private bool TryPython()
    {
        foreach (var environment in PythonEnvironments.Of(_context))
        {
            if (environment.Folders.Count == 0)
            {
                _trace.Add(new RuntimeTraceEntry(environment.Place, environment.Absent, IsFound: false));
                continue;
            }
            var finding = environment.Folders
                .Select(folder => RuntimeFiles.InspectFolder(folder, environment.Place, _context.Platform))
                .FirstOrDefault(candidate => candidate != default);
            if (Record(environment.Place, finding, PythonEnvironments.WithoutLibrary(environment.Folders[0], _context.Platform)))
                return true;
        }
        return false;
    }

    private bool Record(string place, RuntimeFiles.Finding finding, string nothing)
    {
        Found = finding.Runtime;
        _trace.Add(new RuntimeTraceEntry(place, Found?.LibraryPath ?? finding.Problem ?? nothing, Found is not null));
        return Found is not null;
    }
}
