namespace KerasPort.TensorFlow.Runtime;

/// <summary>A place that a libtensorflow can be installed from.</summary>
internal interface IRuntimeSource
{
    /// <summary>What the place is called in messages.</summary>
    string Name { get; }

    /// <summary>Lays the library's files into a folder, which exists and is empty.</summary>
    /// <exception cref="SourceFailedException">The place does not give the library.</exception>
    Task InstallAsync(string folder, IProgress<RuntimeInstallProgress>? progress, CancellationToken cancellationToken);
}
