namespace KerasPort.Tools.Doctor.Surveys;

/// <summary>A CUDA toolkit's version; the minor version is null where only the major is known.</summary>
internal sealed record CudaVersion(int Major, int? Minor)
{
    public static CudaVersion Of(Version version) => new(version.Major, version.Minor);

    /// <summary>
    /// Whether libraries of this toolkit may serve a build made with that one: up to CUDA 10 only the same version,
    /// from CUDA 11 on any of the same major.
    /// </summary>
    public bool Serves(Version built) =>
        Major == built.Major && (Minor is null || built.Major >= 11 || Minor == built.Minor);

    public override string ToString() => Minor is { } minor ? FormattableString.Invariant($"{Major}.{minor}") : FormattableString.Invariant($"{Major}.x");
}
