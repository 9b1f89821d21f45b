using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Logs;

namespace KerasPort.Tools.Doctor.Asking;

/// <summary>Puts what the real library answered beside what the checks found: where they differ, the library is right.</summary>
internal static class AnswerFindings
{
    private const string Title = "Real library";

    // What only later work would show is not disproved by a matrix product.
    private static readonly HashSet<string> s_notDisproved =
        [FindingIds.PathOrder, FindingIds.CudnnMissing, FindingIds.CudnnWrongVersion, FindingIds.CudnnPartMissing, FindingIds.ZlibMissing];

    public static IReadOnlyList<Finding> Join(IReadOnlyList<Finding> findings, LibraryAnswer answer)
    {
        var log = LogExplainer.Explain(answer.Log);
        var gpus = answer.Devices.Where(device => device.Type == "GPU").ToList();
        if (answer.Error is { } error)
        {
            return [.. findings, new Finding
            {
                Check = Title,
                Id = FindingIds.TensorFlowCrashes,
                Severity = Severity.Problem,
                Effect = Effect.TensorFlowUnusable,
                Subject = answer.Path,
                Message = $"TensorFlow was loaded in a process of its own, and {error}.",
                Evidence = Evidence(answer, log),
                Remedy = Remedy(log, RemedyIds.ReinstallTensorFlow, $"Install TensorFlow again, or another version; {answer.Path} does not work here."),
            }];
        }

        if (answer.Devices.FirstOrDefault(device => device.Error is not null || !device.Right) is { } bad)
        {
            return [.. findings, new Finding
            {
                Check = Title,
                Id = FindingIds.LibraryAnswersOtherwise,
                Severity = Severity.Problem,
                Effect = bad.Type == "GPU" ? Effect.GpuUnusable : Effect.TensorFlowUnusable,
                Subject = bad.Name,
                Message = bad.Error is { } reason ? $"A matrix product on {Short(bad)} failed: {reason}" : $"A matrix product on {Short(bad)} gave wrong numbers.",
                Evidence = Evidence(answer, log),
                Remedy = Remedy(log, RemedyIds.ReadTheLog, "Run `kerasport doctor --log` on the log of your program."),
            }];
        }

        var well = new Finding { Check = Title, Id = FindingIds.Ok, Severity = Severity.Ok, Message = Times(answer), Evidence = Evidence(answer, null) };
        if (gpus.Count > 0)
        {
            return [.. findings.Select(Disproved), well];
        }

        var expected = findings.All(finding => finding.Effect == Effect.None) && findings.All(finding => finding.Id is not (FindingIds.NoGpu or FindingIds.TensorFlowVersionUnknown));
        return !expected
            ? [.. findings, well]
            : [.. findings, new Finding
            {
                Check = Title,
                Id = FindingIds.LibraryAnswersOtherwise,
                Severity = Severity.Problem,
                Effect = Effect.GpuUnusable,
                Subject = log.FirstToRepair,
                Message = $"Everything looks right, yet TensorFlow lists no GPU. {log.Summary}",
                Evidence = Evidence(answer, log),
                Remedy = Remedy(log, RemedyIds.ReadTheLog, "Run `kerasport doctor --log` on the log of your program."),
            }];
    }

    /// <summary>What stands in the library's place where it did not answer in time.</summary>
    public static Finding Unanswered(string path, bool quick) => quick
        ? new Finding
        {
            Check = Title,
            Id = FindingIds.Ok,
            Severity = Severity.Note,
            Message = "not waited for: without a GPU its answer changes nothing (--ask waits)",
            Evidence = [path],
        }
        : new Finding
        {
            Check = Title,
            Id = FindingIds.TensorFlowCrashes,
            Severity = Severity.Problem,
            Effect = Effect.TensorFlowUnusable,
            Subject = path,
            Message = FormattableString.Invariant($"TensorFlow was loaded in a process of its own, and did not answer within {LibraryQuestion.Patience.TotalSeconds:0} seconds."),
            Remedy = new Remedy(RemedyIds.ReinstallTensorFlow, $"Install TensorFlow again, or another version; {path} does not work here."),
        };

    private static Finding Disproved(Finding finding) => finding is { Severity: Severity.Problem, Effect: Effect.GpuUnusable } && !s_notDisproved.Contains(finding.Id)
        ? finding with { Severity = Severity.Note, Effect = Effect.None, Message = finding.Message + " Yet TensorFlow uses the GPU." }
        : finding;

    private static Remedy Remedy(LogReport log, string id, string text) =>
        log.Verdict is LogVerdict.NoFinding or LogVerdict.GpuOk or LogVerdict.CpuBuild ? new Remedy(id, text) : new Remedy(RemedyIds.ReadTheLog, log.NextStep);

    private static string Times(LibraryAnswer answer) => $"TensorFlow {answer.Version}: " + string.Join(", ", answer.Devices.Select(device =>
        FormattableString.Invariant($"{Short(device)} right in {device.Milliseconds:0.0} ms")));

    private static string Short(DeviceAnswer device) => device.Name[(device.Name.IndexOf("device:", StringComparison.Ordinal) is var at and >= 0 ? at + 7 : 0)..];

    private static List<string> Evidence(LibraryAnswer answer, LogReport? log) =>
    [
        FormattableString.Invariant($"asked in {answer.Seconds:0.0} s: {answer.Path}"),
        .. log?.Lines.Where(line => line.Matters).Select(line => line.Text).Take(3) ?? [],
    ];
}
