namespace KerasPort.TensorFlow.Runtime;

/// <summary>What to install and from where.</summary>
public sealed record RuntimeInstallOptions
{
    /// <summary>The environment variable that names a mirror.</summary>
    public const string MirrorVariable = "KERASPORT_MIRROR";

    /// <summary>The version, such as 2.18.0. Default: null, the platform's default version, and where that can't be reached another
    /// tested one.</summary>
    public string? Version { get; init; }

    /// <summary>cpu (default) or gpu.</summary>
    public string Kind { get; init; } = RuntimeCatalogue.Cpu;

    /// <summary>The address of a mirror, which takes the place of `https://storage.googleapis.com/tensorflow/` in the address of an
    /// archive. Default: the value of KERASPORT_MIRROR; without it the official server. Checksums are the same.</summary>
    public Uri? Mirror { get; init; }

    /// <summary>The folder to install into. Default: null, <see cref="RuntimeCache.Folder"/>.</summary>
    public string? CacheFolder { get; init; }
}
