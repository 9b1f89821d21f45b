using System.Globalization;
using KerasPort.Testing;
using KerasPort.Tools.Doctor.Logs;

namespace KerasPort.Tools.Tests.Doctor.Logs;

/// <summary>Each kind of line that TensorFlow 1.12 to 2.21 is known to print, alone: the rule that knows it, and what it proves by itself.</summary>
public class LogRowTests
{
    public static TheoryData<string, string, string, int> Rows()
    {
        var data = new TheoryData<string, string, string, int>();
        foreach (var row in ExpectedTable.Read(Repository.Fixture("doctor", "log-rows.tsv")))
        {
            data.Add(row["text"], row["rule"], row["verdict"], int.Parse(row["exit_code"], CultureInfo.InvariantCulture));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void IsRecognised(string text, string rule, string verdict, int exitCode)
    {
        var report = LogExplainer.Explain(text);

        Assert.Equal((rule, verdict, exitCode), (report.Lines.SingleOrDefault()?.Rule, report.Verdict, report.ExitCode));
        Assert.NotEmpty(report.Lines[0].Meaning);
    }

    [Fact]
    public void EveryRuleHasItsRow() =>
        Assert.Empty(LogRules.All.Where(rule => !rule.NeedsTensorFlow).Select(rule => rule.Id).Except(["xla-gpu", "interconnect", "driver-diagnostics", "driver-too-old-at-init"])
            .Except(Rows().Select(row => (string)row[1])));
}
