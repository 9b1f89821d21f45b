namespace KerasPort.Tools.Doctor.Knowledge;

/// <summary>How a build's kernels run on a GPU.</summary>
internal enum KernelFit
{
    /// <summary>Machine code for it is in the build.</summary>
    Native,

    /// <summary>The driver compiles the newest kernels at the first start, which takes minutes.</summary>
    Compiled,

    /// <summary>No kernel in the build runs on it, and none can be compiled for it.</summary>
    GpuTooOld,

    /// <summary>The GPU is newer than the CUDA libraries of this build can serve.</summary>
    GpuTooNew,
}

/// <summary>The compute capabilities that the official GPU builds carry kernels for.</summary>
internal static class GpuKernels
{
    // Machine code runs on the same major and an equal or higher minor; PTX, for the driver to compile, on anything from its own
    // capability on. Up to 2.2 there was PTX for each.
    private static readonly (string UpTo, string[] Capabilities, string Ptx)[] s_rows =
    [
        ("2.2", ["3.5", "3.7", "5.2", "6.0", "6.1", "7.0"], "3.5"),
        ("2.3", ["3.5", "3.7", "5.2", "6.0", "6.1", "7.0"], "7.0"),
        ("2.14", ["3.5", "5.0", "6.0", "7.0", "7.5", "8.0"], "8.0"),
        ("2.16", ["5.0", "6.0", "7.0", "8.0", "9.0"], "9.0"),
        ("2.21", ["6.0", "7.0", "8.0", "8.9", "9.0"], "9.0"),
    ];

    /// <summary>The capabilities of a release's build, lowest first.</summary>
    public static IReadOnlyList<Version> Of(Version release) => [.. RowOf(release).Capabilities.Select(text => new Version(text))];

    /// <summary>How that release's kernels run on a GPU of that capability.</summary>
    public static KernelFit Fit(TensorFlowRelease release, Version capability)
    {
        var row = RowOf(release.Version);
        var kernels = Of(release.Version);
        if (capability < kernels[0])
        {
            return KernelFit.GpuTooOld;
        }

        // CUDA 10's libraries hold no code for capability 8, CUDA 11's none for 10 and 12.
        if ((release.Cuda.Major <= 10 && capability.Major >= 8) || (release.Cuda.Major == 11 && capability.Major >= 10))
        {
            return KernelFit.GpuTooNew;
        }

        return kernels.Any(kernel => kernel.Major == capability.Major && kernel.Minor <= capability.Minor) ? KernelFit.Native
            : capability >= new Version(row.Ptx) ? KernelFit.Compiled
            : KernelFit.GpuTooOld;
    }

    /// <summary>The first release after one whose build has machine code for that capability, or null.</summary>
    public static TensorFlowRelease? NextFor(TensorFlowRelease after, Version capability, bool windows) =>
        TensorFlowRelease.All.FirstOrDefault(release => release.Version > after.Version && release.HasGpuBuild(windows) && Fit(release, capability) == KernelFit.Native);

    /// <summary>The newest release whose build has code for that capability, or null.</summary>
    public static TensorFlowRelease? NewestFor(Version capability, bool windows) =>
        TensorFlowRelease.All.LastOrDefault(release => release.HasGpuBuild(windows) && Fit(release, capability) is KernelFit.Native or KernelFit.Compiled);

    /// <summary>The oldest release from 1.15 on whose build serves that capability, or null.</summary>
    public static TensorFlowRelease? OldestFor(Version capability, bool windows) =>
        TensorFlowRelease.All.FirstOrDefault(release => release.Version >= new Version(1, 15) && release.HasGpuBuild(windows)
            && Fit(release, capability) is KernelFit.Native or KernelFit.Compiled);

    private static (string UpTo, string[] Capabilities, string Ptx) RowOf(Version release)
    {
        var minor = new Version(release.Major, release.Minor);
        return s_rows.FirstOrDefault(row => minor <= new Version(row.UpTo), s_rows[^1]);
    }
}
