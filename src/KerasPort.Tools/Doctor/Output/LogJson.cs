using System.Text.Json.Nodes;
using KerasPort.Tools.Doctor.Logs;

namespace KerasPort.Tools.Doctor.Output;

/// <summary>What a log says, as JSON; docs/doctor.md describes the fields.</summary>
internal static class LogJson
{
    public static string Of(LogReport report) => JsonText.Of(new JsonObject
    {
        ["schema"] = 1,
        ["verdict"] = report.Verdict,
        ["first_to_repair"] = report.FirstToRepair,
        ["missing"] = JsonText.List(report.Missing),
        ["exit_code"] = report.ExitCode,
        ["summary"] = report.Summary,
        ["next_step"] = report.NextStep,
        ["lines"] = new JsonArray([.. report.Lines.Select(line => (JsonNode)new JsonObject
        {
            ["line"] = line.Number,
            ["rule"] = line.Rule,
            ["matters"] = line.Matters,
            ["meaning"] = line.Meaning,
            ["advice"] = line.Advice,
            ["text"] = line.Text,
        })]),
    });
}
