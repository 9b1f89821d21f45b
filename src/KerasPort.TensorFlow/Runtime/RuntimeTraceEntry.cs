namespace KerasPort.TensorFlow.Runtime;

/// <summary>One place of the search for libtensorflow and what was there.</summary>
/// <param name="Place">The name of the place: an environment variable, the application's folder, a Python environment, ...</param>
/// <param name="Outcome">What was found there, or why nothing usable was.</param>
/// <param name="IsFound">Whether this is the libtensorflow that is used.</param>
public sealed record RuntimeTraceEntry(string Place, string Outcome, bool IsFound)
{
    /// <summary>The entry as one line of text.</summary>
    public override string ToString() => $"{Place}: {Outcome}";
}
