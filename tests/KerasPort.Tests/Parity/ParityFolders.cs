using System.Text.Json.Nodes;
using KerasPort.Testing;

namespace KerasPort.Tests.Parity;

/// <summary>Where the cases lie.</summary>
internal static class ParityFolders
{
    /// <summary>The folders of single cases, in order.</summary>
    /// <param name="seeded">Those that seed NumPy's generator, which is the process' own, or the others.</param>
    public static IReadOnlyList<string> All(bool seeded)
    {
        var sets = Environment.GetEnvironmentVariable("KERASPORT_PARITY") is { Length: > 0 } named
            ? named.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            : Default();
        return [.. sets.Where(Directory.Exists).SelectMany(Directory.GetDirectories).Where(folder => IsCase(folder, seeded)).Order(StringComparer.Ordinal)];
    }

    private static bool IsCase(string folder, bool seeded)
    {
        var description = Path.Combine(folder, "case.json");
        return File.Exists(description) && seeded == (JsonNode.Parse(File.ReadAllText(description))!["fit"]?["numpy_seed"] is not null);
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
