namespace KerasPort.Tools.Doctor.Findings;

/// <summary>What to do about a finding.</summary>
/// <param name="Id">One of <see cref="RemedyIds"/>.</param>
/// <param name="Text">The one thing to do next, for a beginner.</param>
internal sealed record Remedy(string Id, string Text)
{
    public static Remedy None { get; } = new(RemedyIds.None, "Nothing to do.");
}
