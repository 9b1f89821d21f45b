using System.Globalization;
using KerasPort.Testing;
using KerasPort.Tools.Doctor.Logs;

namespace KerasPort.Tools.Tests.Doctor.Logs;

/// <summary>
/// Logs with what is right about them. KERASPORT_LOGS names another folder with logs and expected.tsv, which replaces the
/// committed one.
/// </summary>
internal static class LogFiles
{
    public static string Folder => Environment.GetEnvironmentVariable("KERASPORT_LOGS") is { Length: > 0 } folder
        ? folder
        : Repository.Fixture("doctor", "logs");

    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows { get; } = ExpectedTable.Read(Path.Combine(Folder, "expected.tsv"));

    public static string Text(IReadOnlyDictionary<string, string> row) => File.ReadAllText(Path.Combine(Folder, row["file"]));

    public static TheoryData<string> Names() => [.. Rows.Select(row => row["file"])];

    public static IReadOnlyDictionary<string, string> Row(string file) => Rows.Single(row => row["file"] == file);

    /// <summary>Asserts verdict, first_to_repair and missing of a row.</summary>
    public static void Check(IReadOnlyDictionary<string, string> row, LogReport report)
    {
        var expected = $"{row["verdict"]} / {row["first_to_repair"]} / {Sorted(List(row["missing_named_in_log"]))}";

        Assert.Equal(expected, $"{report.Verdict} / {report.FirstToRepair ?? "-"} / {Sorted(report.Missing)}");
    }

    /// <summary>Line numbers such as 1,3-4.</summary>
    public static IEnumerable<int> Lines(string text) => text is "-" or "" ? [] : text.Split(',').SelectMany(part =>
    {
        var ends = part.Split('-').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    });

    private static string[] List(string text) => text is "-" or "" ? [] : text.Split(' ', ',');

    private static string Sorted(IEnumerable<string> names) => string.Join(' ', names.Where(name => name.Length > 0).Order(StringComparer.Ordinal));
}
