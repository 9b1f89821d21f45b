namespace KerasPort.Tools.Doctor.Findings;

/// <summary>How much a finding weighs.</summary>
internal enum Severity
{
    /// <summary>All well.</summary>
    Ok,

    /// <summary>Worth knowing, nothing to do.</summary>
    Note,

    /// <summary>It works, but not as NVIDIA or TensorFlow support it.</summary>
    Warning,

    /// <summary>It keeps the GPU, or TensorFlow itself, from working.</summary>
    Problem,
}

/// <summary>What a finding takes away; the numbers are the doctor's exit codes.</summary>
internal enum Effect
{
    None = 0,
    GpuUnusable = 1,
    TensorFlowUnusable = 2,
}

/// <summary>One thing that a check found.</summary>
internal sealed record Finding
{
    /// <summary>The check's title.</summary>
    public required string Check { get; init; }

    /// <summary>One of <see cref="FindingIds"/>; "ok" where all is well.</summary>
    public required string Id { get; init; }

    public required Severity Severity { get; init; }

    public Effect Effect { get; init; }

    /// <summary>The file, version or device that it is about, or null.</summary>
    public string? Subject { get; init; }

    /// <summary>What was found, in one sentence for a beginner.</summary>
    public required string Message { get; init; }

    /// <summary>What shows it: paths, versions, settings.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    public Remedy Remedy { get; init; } = Remedy.None;
}
