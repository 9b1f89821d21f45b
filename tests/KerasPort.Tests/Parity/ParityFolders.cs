using KerasPort.Testing;

namespace KerasPort.Tests.Parity;

/// <summary>Where the cases lie.</summary>
internal static class ParityFolders
{
    /// <summary>The folders of single cases, in order.</summary>
    public static IReadOnlyList<string> All()
    {
        var sets = Environment.GetEnvironmentVariable("KERASPORT_PARITY") is { Length: > 0 } named
            ? named.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            : Default();
        return [.. sets.Where(Directory.Exists).SelectMany(Directory.GetDirectories).Where(folder => File.Exists(Path.Combine(folder, "case.json"))).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Default()
    {
        yield return Repository.Fixture("keras-2.3.1", "cases");
        if (Repository.Shared is not { } shared)
            yield break;
        foreach (var set in new[] { "parity", "parity-tf-keras-2.15", "parity-keras-3" })
            yield return Path.Combine(shared, set);
    }
}
