namespace KerasPort.TensorFlow.Runtime;

/// <summary>libtensorflow could not be installed. The message says of each source in one line why.</summary>
public sealed class RuntimeInstallException : IOException
{
    internal RuntimeInstallException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    internal static RuntimeInstallException OfSources(string name, IEnumerable<string> failures) => new(string.Join(Environment.NewLine,
    [
        $"libtensorflow {name} could not be installed:",
        .. failures.Select(failure => $"  - {failure}"),
        "What to do, one of these:",
        "  - try again with a network: an interrupted download goes on where it stopped",
        $"  - name a mirror of {RuntimeCatalogue.ArchiveRoot} with `--mirror` or {RuntimeInstallOptions.MirrorVariable}",
        $"  - set {RuntimeLocator.Variable} to the file or folder of a libtensorflow that you have",
    ]));
}
