namespace KerasPort.TensorFlow.Runtime;

/// <summary>What the search for libtensorflow depends on, so that tests can search in a world of their own.</summary>
internal sealed record SearchContext
{
    /// <summary>The path that the program itself named, or null.</summary>
    public string? ExplicitPath { get; init; }

    /// <summary>Reads an environment variable.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The folder of the application.</summary>
    public required string ApplicationFolder { get; init; }

    /// <summary>Further folders in which .NET looks for native libraries of packages.</summary>
    public required IReadOnlyList<string> NativeFolders { get; init; }

    /// <summary>The folder of this library's own cache.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>The root of the file system: /.</summary>
    public string Root { get; init; } = "/";

    /// <summary>The platform to search for.</summary>
    public required RuntimePlatform Platform { get; init; }

    /// <summary>This process' own context.</summary>
    public static SearchContext OfProcess(string? explicitPath) => new()
    {
        ExplicitPath = explicitPath,
        Variable = Environment.GetEnvironmentVariable,
        ApplicationFolder = AppContext.BaseDirectory,
        NativeFolders = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        CacheFolder = RuntimeCache.Folder,
        Platform = RuntimePlatform.Current,
    };

    /// <summary>An environment variable's value, or null where it is not set or empty.</summary>
    public string? ValueOf(string name) => Variable(name) is { Length: > 0 } value ? value : null;
}
