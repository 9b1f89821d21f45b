namespace KerasPort.TensorFlow.Runtime;

/// <summary>No usable libtensorflow was found, or the one that was found could not be loaded. The message lists every place that was
/// tried and says what to do.</summary>
public sealed class RuntimeNotFoundException : DllNotFoundException
{
    internal RuntimeNotFoundException(string what, IReadOnlyList<RuntimeTraceEntry> trace, Exception? inner = null)
        : base(Describe(what, trace), inner) => Trace = trace;

    /// <summary>The places that were tried, in order.</summary>
    public IReadOnlyList<RuntimeTraceEntry> Trace { get; }

    private static string Describe(string what, IReadOnlyList<RuntimeTraceEntry> trace) => string.Join(Environment.NewLine,
    [
        what,
        "Places that were tried, in order:",
        .. trace.Select(entry => $"  - {entry}"),
        "What to do, one of these:",
        "  - install it once for this user: `kerasport runtime install`"
            + " (in a clone of the repository: `dotnet run -c Release --project src/KerasPort.Tools -- runtime install`)",
        "  - let the program do so before its first model: `await RuntimeInstaller.EnsureInstalledAsync()`",
        "  - add a NuGet package that brings it, such as SciSharp.TensorFlow.Redist",
        $"  - set {RuntimeLocator.Variable} to the file or folder of a libtensorflow {RuntimeVersions.Oldest} to {RuntimeVersions.Newest}",
    ]);
}
