namespace KerasPort.Tools.Doctor.Knowledge;

/// <summary>What the official GPU build of one TensorFlow minor release was built with.</summary>
/// <param name="Version">Major and minor version.</param>
/// <param name="Cuda">The CUDA toolkit it was built with.</param>
/// <param name="Cudnn">The cuDNN it was built with: another is accepted if its major version is the same and its minor not lower.</param>
internal sealed record TensorFlowRelease(Version Version, Version Cuda, Version Cudnn)
{
    /// <summary>The last release with a GPU build for Windows.</summary>
    public static Version LastWindowsGpu { get; } = new(2, 10);

    /// <summary>The last release whose official archives hold a C library.</summary>
    public static Version LastArchive { get; } = new(2, 18);

    /// <summary>Every release known, oldest first.</summary>
    public static IReadOnlyList<TensorFlowRelease> All { get; } =
    [
        .. Rows("8.0", "5.1", "1.0", "1.1", "1.2"),
        .. Rows("8.0", "6.0", "1.3", "1.4"),
        .. Rows("9.0", "7.0", "1.5", "1.6", "1.7", "1.8", "1.9", "1.10"),
        .. Rows("9.0", "7.2", "1.11", "1.12"),
        .. Rows("10.0", "7.4", "1.13", "1.14", "1.15", "2.0"),
        .. Rows("10.1", "7.6", "2.1", "2.2", "2.3"),
        .. Rows("11.0", "8.0", "2.4"),
        .. Rows("11.2", "8.1", "2.5", "2.6", "2.7", "2.8", "2.9", "2.10", "2.11"),
        .. Rows("11.8", "8.6", "2.12", "2.13"),
        .. Rows("11.8", "8.7", "2.14"),
        .. Rows("12.2", "8.9", "2.15"),
        .. Rows("12.3", "8.9", "2.16", "2.17"),
        .. Rows("12.5", "9.3", "2.18", "2.19", "2.20", "2.21"),
    ];

    /// <summary>The release of that version, or null where it is not known.</summary>
    public static TensorFlowRelease? Find(Version? version) =>
        version is null ? null : All.FirstOrDefault(release => release.Version.Major == version.Major && release.Version.Minor == version.Minor);

    /// <summary>The releases from 1.15 on whose GPU build for that system was made with that CUDA; none where it is not known.</summary>
    public static IReadOnlyList<Version> BuiltWith(Version? cuda, bool windows) => cuda is null ? []
        : [.. All.Where(release => release.HasGpuBuild(windows) && release.Version >= new Version(1, 15) && release.Cuda == new Version(cuda.Major, cuda.Minor))
            .Select(release => release.Version)];

    /// <summary>Whether a GPU build exists for that operating system.</summary>
    public bool HasGpuBuild(bool windows) => !windows || Version <= LastWindowsGpu;

    /// <summary>Whether the GPU build imports CUDA's libraries, so that without them it does not load at all.</summary>
    public bool ImportsCuda(bool windows) => Version <= (windows ? new Version(1, 14) : new Version(1, 13));

    /// <summary>The stems of the CUDA libraries it needs, in the order in which TensorFlow looks for them.</summary>
    public IReadOnlyList<string> Stems =>
    [
        "cudart",
        "cublas",
        .. Version >= new Version(2, 4) ? ["cublasLt"] : Array.Empty<string>(),
        "cufft",
        .. Version < new Version(2, 14) ? ["curand"] : Array.Empty<string>(),
        .. Version >= new Version(1, 5) ? ["cusolver"] : Array.Empty<string>(),
        .. Version >= new Version(1, 14) ? ["cusparse"] : Array.Empty<string>(),
    ];

    /// <summary>The CUDA libraries it needs, by the names it asks for.</summary>
    public IReadOnlyList<RequiredLibrary> Libraries(bool windows)
    {
        var toolkit = CudaToolkit.Find(Cuda)!;
        return [.. Stems.Select(stem => new RequiredLibrary(stem, toolkit.NameOf(stem, windows)!))];
    }

    /// <summary>The name of the cuDNN library it asks for.</summary>
    public string CudnnName(bool windows) => CudnnFiles.MainName(Cudnn.Major, windows);

    /// <summary>The profiler's library; without it only profiling fails.</summary>
    public string CuptiName(bool windows) => Cuda.Major switch
    {
        >= 12 => windows ? $"cupti64_{Cuda.Major}.dll" : $"libcupti.so.{Cuda.Major}",
        _ => windows ? $"cupti64_{Cuda.Major}{Cuda.Minor}.dll" : $"libcupti.so.{Cuda.ToString(2)}",
    };

    private static IEnumerable<TensorFlowRelease> Rows(string cuda, string cudnn, params string[] versions) =>
        versions.Select(version => new TensorFlowRelease(new Version(version), new Version(cuda), new Version(cudnn)));
}
