namespace KerasPort.Tools.Doctor.Findings;

/// <summary>Everything the checks found, and the one thing to do next.</summary>
internal sealed class Report(IReadOnlyList<Finding> findings)
{
    public IReadOnlyList<Finding> Findings { get; } = findings;

    /// <summary>
    /// The finding to act on: the first problem, else the first warning, else that there is no GPU, else that all is well.
    /// </summary>
    public Finding First { get; } =
        findings.FirstOrDefault(finding => finding.Severity == Severity.Problem)
        ?? findings.FirstOrDefault(finding => finding.Severity == Severity.Warning)
        ?? findings.FirstOrDefault(finding => finding.Id == FindingIds.NoGpu)
        ?? new Finding { Check = "Verdict", Id = FindingIds.GpuReady, Severity = Severity.Ok, Message = "TensorFlow finds everything it needs for the GPU." };

    /// <summary>0 all well, 1 GPU unusable, 2 TensorFlow unusable.</summary>
    public int ExitCode { get; } = findings.Count == 0 ? 0 : (int)findings.Max(finding => finding.Effect);

    /// <summary>The answer in a few words.</summary>
    public string Headline => (ExitCode, First.Id) switch
    {
        (2, _) => "TensorFlow can't be used here.",
        (1, FindingIds.PathOrder) => "TensorFlow would use the GPU with the wrong libraries.",
        (1, FindingIds.ZlibMissing or FindingIds.CudnnPartMissing) => "TensorFlow finds the GPU, but the first convolution would end the program.",
        (1, _) => "TensorFlow will not use the GPU.",
        (_, FindingIds.NoGpu) => "There is no NVIDIA GPU here: TensorFlow uses the CPU. That costs nothing but speed.",
        (_, FindingIds.UnsupportedMix) => "TensorFlow will use the GPU: usable, unsupported mix.",
        (_, FindingIds.TensorFlowVersionUnknown) => "Whether TensorFlow will use the GPU can't be told.",
        _ => "TensorFlow will use the GPU.",
    };
}
