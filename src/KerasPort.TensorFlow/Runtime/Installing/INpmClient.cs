namespace KerasPort.TensorFlow.Runtime;

/// <summary>The three things that are asked of npm.</summary>
internal interface INpmClient
{
    /// <summary>Takes a package out of npm's own cache, without a network.</summary>
    /// <returns>The path of the package file in the folder, or null where npm does not have it.</returns>
    /// <exception cref="SourceFailedException">npm is not there.</exception>
    Task<string?> PackCachedAsync(string package, string version, string folder, CancellationToken cancellationToken);

    /// <summary>Asks the registry itself for the integrity of a package, which takes a moment where it can be reached.</summary>
    /// <param name="package">The package's name.</param>
    /// <param name="version">The package's version.</param>
    /// <param name="folder">A folder for what npm remembers of it.</param>
    /// <param name="limit">How long npm may take.</param>
    /// <param name="cancellationToken">Ends npm.</param>
    /// <exception cref="SourceFailedException">npm is not there or can't reach the package.</exception>
    Task<string> IntegrityAsync(string package, string version, string folder, TimeSpan limit, CancellationToken cancellationToken);

    /// <summary>Downloads a package.</summary>
    /// <returns>The path of the package file in the folder.</returns>
    /// <exception cref="SourceFailedException">npm is not there or failed.</exception>
    Task<string> PackAsync(string package, string version, string folder, CancellationToken cancellationToken);
}
