namespace KerasPort.TensorFlow.Runtime;

/// <summary>A libtensorflow that can be installed.</summary>
/// <param name="Version">Its version: 2.18.0.</param>
/// <param name="Platform">The platform it is made for, as a .NET runtime identifier: linux-x64.</param>
/// <param name="Kind">cpu or gpu.</param>
/// <param name="IsDefault">Whether it is the one to install where no version is asked for.</param>
/// <param name="IsTested">Whether KerasPort's test suite ran on it.</param>
public sealed record RuntimePackage(string Version, string Platform, string Kind, bool IsDefault, bool IsTested)
{
    /// <summary>The name of the package and of its folder in the cache: 2.18.0-cpu-linux-x64.</summary>
    public string Name => $"{Version}-{Kind}-{Platform}";

    /// <summary>Where the official archive lies, or null where there is none.</summary>
    internal ArchiveOrigin? Archive { get; init; }

    /// <summary>The npm package that carries it too, or null.</summary>
    internal NpmOrigin? Npm { get; init; }
}
