namespace KerasPort.TensorFlow.Runtime;

/// <summary>What an installation reaches the world through, so that tests can stand in for it.</summary>
internal sealed record InstallServices
{
    /// <summary>The services of the real installer.</summary>
    public static InstallServices Default { get; } = new();

    /// <summary>The builds to choose from.</summary>
    public IReadOnlyList<RuntimePackage> Catalogue { get; init; } = RuntimeCatalogue.All;

    /// <summary>The platform to install for.</summary>
    public RuntimePlatform Platform { get; init; } = RuntimePlatform.Current;

    /// <summary>The npm client.</summary>
    public INpmClient Npm { get; init; } = new NpmClient();

    /// <summary>How long a server may take until it answers at all.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a transfer may stand still before it counts as cut.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait before a cut transfer is taken up again.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);
}
