namespace KerasPort.TensorFlow.Runtime;

/// <summary>Finds libtensorflow. The places, in this order: the path given to <see cref="Use"/>, the environment variable
/// KERASPORT_TENSORFLOW, the application's folder and what NuGet packages put below it, KerasPort's cache, Python environments, the
/// system's library folders. Nothing is downloaded and nothing native is loaded by searching.</summary>
public static class RuntimeLocator
{
    /// <summary>The environment variable that names the file or the folder of a libtensorflow.</summary>
    public const string Variable = "KERASPORT_TENSORFLOW";

    private static readonly Lock s_lock = new();
    private static string? s_explicitPath;

    /// <summary>Names the libtensorflow to use, ahead of every other place.</summary>
    /// <param name="path">The file, or the folder that holds it.</param>
    /// <exception cref="InvalidOperationException">libtensorflow is loaded already.</exception>
    public static void Use(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        lock (s_lock)
        {
            if (RuntimeLoader.Loaded is { } loaded)
                throw new InvalidOperationException(
                    $"`RuntimeLocator.Use`: must be called before the first use of TensorFlow. {loaded.LibraryPath} is loaded already. Received: path={path}.");
            s_explicitPath = path;
        }
    }

    /// <summary>Searches without loading anything.</summary>
    /// <returns>Every place that was tried, in order; the last one is marked where it has the libtensorflow that will be used.</returns>
    public static IReadOnlyList<RuntimeTraceEntry> Trace() => Search().Trace;

    /// <summary>Searches without loading anything.</summary>
    /// <returns>The full path of the library that is loaded or will be, or null where none was found.</returns>
    public static string? Find() => (RuntimeLoader.Loaded ?? Search().Found)?.LibraryPath;

    /// <summary>Searches without loading anything, and fails where nothing usable is found.</summary>
    /// <returns>The full path of the library that is loaded or will be.</returns>
    /// <exception cref="RuntimeNotFoundException">Its message carries the trace of every place and says what to do.</exception>
    public static string Require() => (RuntimeLoader.Loaded ?? Locate()).LibraryPath;

    /// <summary>Searches, and fails where nothing usable is found.</summary>
    /// <exception cref="RuntimeNotFoundException">Its message carries the trace of every place and says what to do.</exception>
    internal static LocatedRuntime Locate() => Locate(Search());

    /// <summary>Fails where a path was named explicitly and can't be used: then nothing that is installed would be used either.</summary>
    internal static void ThrowIfExplicitPathFails()
    {
        var search = Search();
        if (search.ExplicitProblem is not null)
            Locate(search);
    }

    /// <summary>The result of a search, or the exception that explains it.</summary>
    internal static LocatedRuntime Locate(RuntimeSearch search) => search.Found
        ?? throw new RuntimeNotFoundException(search.ExplicitProblem ?? "libtensorflow was not found.", search.Trace);

    private static RuntimeSearch Search()
    {
        lock (s_lock)
            return RuntimeSearch.Run(SearchContext.OfProcess(s_explicitPath));
    }
}
