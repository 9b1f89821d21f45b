namespace KerasPort.TensorFlow.Runtime;

/// <summary>The two things that are asked of npm.</summary>
internal interface INpmClient
{
    /// <summary>Asks the registry for the integrity of a package, which takes a moment where the registry can be reached.</summary>
    /// <exception cref="SourceFailedException">npm is not there or can't reach the package.</exception>
    Task<string> IntegrityAsync(string package, string version, TimeSpan limit, CancellationToken cancellationToken);

    /// <summary>Downloads a package.</summary>
    /// <returns>The path of the package file in the folder.</returns>
    /// <exception cref="SourceFailedException">npm failed.</exception>
    Task<string> PackAsync(string package, string version, string folder, CancellationToken cancellationToken);
}
