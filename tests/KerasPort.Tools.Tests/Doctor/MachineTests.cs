using System.Globalization;
using KerasPort.Testing;
using KerasPort.Tools.Doctor.Checks;
using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Machines;

namespace KerasPort.Tools.Tests.Doctor;

/// <summary>
/// Simulated machines, each with its first finding, remedy and exit code. KERASPORT_MACHINES names another folder with
/// machine files and expected.tsv, which replaces the committed one.
/// </summary>
public class MachineTests
{
    private static string Folder => Environment.GetEnvironmentVariable("KERASPORT_MACHINES") is { Length: > 0 } folder
        ? folder
        : Repository.Fixture("doctor", "machines");

    public static TheoryData<string, int, string, string> Machines()
    {
        var data = new TheoryData<string, int, string, string>();
        foreach (var row in ExpectedTable.Read(Path.Combine(Folder, "expected.tsv")))
        {
            data.Add(row["file"], int.Parse(row["exit_code"], CultureInfo.InvariantCulture), row["first_finding"], row["remedy"]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void FindsWhatIsToBeRepairedFirst(string file, int exitCode, string finding, string remedy)
    {
        var report = AllChecks.Examine(SimulatedMachine.Read(Path.Combine(Folder, file)));

        var expected = $"{finding} -> {remedy} ({exitCode})";
        Assert.True(
            report.First.Id == finding && report.First.Remedy.Id == remedy && report.ExitCode == exitCode,
            $"{file}: expected {expected}, got {report.First.Id} -> {report.First.Remedy.Id} ({report.ExitCode})\n"
            + string.Join('\n', report.Findings.Select(found => $"  {found.Severity} {found.Id}: {found.Message} [{string.Join(" | ", found.Evidence)}]")));
    }

    [Fact]
    public void EveryMachineFileHasItsRow()
    {
        var rows = ExpectedTable.Read(Path.Combine(Folder, "expected.tsv")).Select(row => row["file"]).ToList();
        var files = Directory.GetFiles(Folder, "*.json").Select(Path.GetFileName).ToList();

        Assert.Equal(rows.Distinct(), rows);
        Assert.Empty(rows.Except(files));
        if (Folder == Repository.Fixture("doctor", "machines"))
        {
            Assert.Empty(files.Except(rows));
        }
    }
}
