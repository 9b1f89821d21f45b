using System.Reflection;

namespace KerasPort.Testing;

/// <summary>Where the repository's folders lie while its tests run.</summary>
public static class Repository
{
    /// <summary>The checkout's root folder.</summary>
    public static string Root { get; } = Path.GetFullPath(
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "RepositoryRoot").Value!);

    /// <summary>The folder beside the checkout with reference data of others, or null where it is not there.</summary>
    public static string? Shared { get; } = Directory.Exists(Path.Combine(Root, "..", "shared"))
        ? Path.GetFullPath(Path.Combine(Root, "..", "shared"))
        : null;

    /// <summary>The path of a committed fixture under tests/Fixtures.</summary>
    public static string Fixture(params string[] path) => Path.Combine([Root, "tests", "Fixtures", .. path]);

    /// <summary>The path of an output under artifacts/, whose folder exists afterwards. The name may have folders of its own.</summary>
    public static string Artifact(string name)
    {
        var path = Path.Combine(Root, "artifacts", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}
