using System.Text.Json;
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
        return [.. sets.SelectMany(set => Directory.GetDirectories(Path.GetFullPath(set, Repository.Root)))
            .Where(folder => File.Exists(Path.Combine(folder, "case.json")) && IsSeeded(folder) == seeded).Order(StringComparer.Ordinal)];
    }

    private static bool IsSeeded(string folder)
    {
        try
        {
            return ParityCase.ReadJson(folder)["fit"]?["numpy_seed"] is not null;
        }
        catch (JsonException)
        {
            // It fails alone, with the others that seed nothing.
            return false;
        }
    }

    private static IEnumerable<string> Default()
    {
        yield return Repository.Fixture("keras-2.3.1", "cases");
        if (Repository.Shared is not { } shared)
            yield break;
        foreach (var set in new[] { "parity", "parity-tf-keras-2.15", "parity-keras-3" }.Select(set => Path.Combine(shared, set)).Where(Directory.Exists))
            yield return set;
    }
}
