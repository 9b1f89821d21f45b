using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>What the checks share: the ways to state a finding.</summary>
internal abstract class Check(string title) : ICheck
{
    public string Title { get; } = title;

    public abstract IEnumerable<Finding> Examine(Diagnosis diagnosis);

    protected Finding Ok(string message, params string[] evidence) =>
        new() { Check = Title, Id = FindingIds.Ok, Severity = Severity.Ok, Message = message, Evidence = evidence };

    protected Finding Note(string id, string message, params string[] evidence) =>
        new() { Check = Title, Id = id, Severity = Severity.Note, Message = message, Evidence = evidence };

    protected Finding Warning(string id, string message, Remedy remedy, params string[] evidence) =>
        new() { Check = Title, Id = id, Severity = Severity.Warning, Message = message, Remedy = remedy, Evidence = evidence };

    protected Finding Problem(string id, Effect effect, string? subject, string message, Remedy remedy, params string[] evidence) =>
        new() { Check = Title, Id = id, Severity = Severity.Problem, Effect = effect, Subject = subject, Message = message, Remedy = remedy, Evidence = evidence };

    /// <summary>What the absence of a part of CUDA takes away: the GPU, or TensorFlow itself where its library imports CUDA.</summary>
    protected static Effect EffectOf(Diagnosis diagnosis) => diagnosis.ImportsCuda ? Effect.TensorFlowUnusable : Effect.GpuUnusable;
}
