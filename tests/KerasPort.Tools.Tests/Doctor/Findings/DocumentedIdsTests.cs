using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using KerasPort.Testing;
using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Logs;
using KerasPort.Tools.Doctor.Machines;

namespace KerasPort.Tools.Tests.Doctor.Findings;

/// <summary>docs/doctor.md is what people and their scripts go by: it names every id, verdict and field, and no other.</summary>
public partial class DocumentedIdsTests
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "doctor.md"));

    [Fact]
    public void EveryFindingIsDocumentedAndEveryDocumentedOneExists() => Assert.Equal(Constants(typeof(FindingIds)), Rows("Findings"));

    [Fact]
    public void EveryRemedyIsDocumentedAndEveryDocumentedOneExists() => Assert.Equal(Constants(typeof(RemedyIds)), Rows("Remedies"));

    [Fact]
    public void EveryVerdictIsDocumented()
    {
        var section = Section("JSON of a log (`doctor --log FILE --json`)");

        Assert.All(Constants(typeof(LogVerdict)), verdict => Assert.Contains(verdict, section, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryFieldOfAMachineFileIsDocumented()
    {
        var section = Section("Machine files");
        Type[] types = [typeof(MachineFile), typeof(MachineFile.TensorFlowEntry), typeof(MachineFile.GpuEntry), typeof(MachineFile.DriverEntry), typeof(MachineFile.FileEntry)];
        var names = types.SelectMany(type => type.GetProperties()).Where(property => property.Name != "EqualityContract").Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)).Distinct();

        Assert.All(names, name => Assert.Matches($@"[`| ]{name}[`| ]", section));
    }

    private static List<string> Constants(Type type) => [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral)
        .Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal)];

    private static List<string> Rows(string title) => [.. Row().Matches(Section(title)).Select(row => row.Groups[1].Value)
        .Where(id => id != "id").Order(StringComparer.Ordinal)];

    private static string Section(string title)
    {
        var start = s_text.IndexOf($"## {title}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/doctor.md has no section {title}");
        var end = s_text.IndexOf("\n## ", start, StringComparison.Ordinal);
        return end < 0 ? s_text[start..] : s_text[start..end];
    }

    [GeneratedRegex(@"^\| ([a-z][\w.-]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
