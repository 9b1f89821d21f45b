namespace KerasPort.TensorFlow.Runtime;

/// <summary>Which versions of libtensorflow this binding is made for.</summary>
internal static class RuntimeVersions
{
    /// <summary>The oldest version that is supported.</summary>
    public const string Oldest = "1.15";

    /// <summary>The newest version that is supported.</summary>
    public const string Newest = "2.18";

    /// <summary>The one line of warning for a version outside of that range, or null within it.</summary>
    /// <param name="version">What TF_Version says: 2.18.0, or 2.5.0-dev20201212 of a nightly build.</param>
    public static string? Warning(string version) =>
        TryParse(version) is { } parsed && (parsed.Major, parsed.Minor) is (1, 15) or (2, <= 18)
            ? null
            : $"KerasPort: libtensorflow {version} is outside of the supported versions {Oldest} to {Newest}; it may behave differently.";

    /// <summary>The numbers at the start of a version, or null where it does not start with numbers.</summary>
    public static Version? TryParse(string version)
    {
        var end = version.TakeWhile(character => char.IsAsciiDigit(character) || character == '.').Count();
        return Version.TryParse(version[..end], out var parsed) ? parsed : null;
    }
}
