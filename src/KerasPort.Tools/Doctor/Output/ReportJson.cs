using System.Text.Json.Nodes;
using KerasPort.Tools.Doctor.Asking;
using KerasPort.Tools.Doctor.Findings;

namespace KerasPort.Tools.Doctor.Output;

/// <summary>A report as JSON; docs/doctor.md describes the fields.</summary>
internal static class ReportJson
{
    public static string Of(Report report, LibraryAnswer? answer)
    {
        var root = new JsonObject { ["schema"] = 1 };
        foreach (var (name, value) in Fields(report))
        {
            root[name] = value?.DeepClone();
        }

        if (answer is not null)
        {
            root["asked_library"] = AnswerOf(answer);
        }

        return JsonText.Of(root);
    }

    /// <summary>The fields that every answer of the doctor about a machine has.</summary>
    public static JsonObject Fields(Report report) => new()
    {
        ["exit_code"] = report.ExitCode,
        ["first_finding"] = report.First.Id,
        ["remedy"] = report.First.Remedy.Id,
        ["headline"] = report.Headline,
        ["message"] = report.First.Message,
        ["next_step"] = report.First.Remedy.Text,
        ["findings"] = new JsonArray([.. report.Findings.Select(FindingOf)]),
    };

    private static JsonObject FindingOf(Finding finding) => new()
    {
        ["check"] = finding.Check,
        ["id"] = finding.Id,
        ["severity"] = finding.Severity.ToString().ToLowerInvariant(),
        ["effect"] = finding.Effect switch { Effect.TensorFlowUnusable => "tensorflow-unusable", Effect.GpuUnusable => "gpu-unusable", _ => "none" },
        ["subject"] = finding.Subject,
        ["message"] = finding.Message,
        ["evidence"] = JsonText.List(finding.Evidence),
        ["remedy"] = finding.Remedy.Id,
        ["next_step"] = finding.Remedy.Text,
    };

    private static JsonObject AnswerOf(LibraryAnswer answer) => new()
    {
        ["path"] = answer.Path,
        ["version"] = answer.Version,
        ["error"] = answer.Error,
        ["seconds"] = Math.Round(answer.Seconds, 3),
        ["devices"] = new JsonArray([.. answer.Devices.Select(device => (JsonNode)new JsonObject
        {
            ["name"] = device.Name,
            ["type"] = device.Type,
            ["memory_bytes"] = device.MemoryBytes,
            ["matmul_milliseconds"] = device.Milliseconds,
            ["matmul_right"] = device.Right,
            ["error"] = device.Error,
        })]),
    };
}
