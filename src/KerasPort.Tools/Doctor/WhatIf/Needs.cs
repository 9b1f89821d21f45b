using KerasPort.Tools.Doctor.Knowledge;

namespace KerasPort.Tools.Doctor.WhatIf;

/// <summary>What a TensorFlow version needs for the GPU on an operating system.</summary>
internal sealed record Needs(TensorFlowRelease Release, bool Windows)
{
    public bool HasGpuBuild => Release.HasGpuBuild(Windows);

    public string DriverFloorText => DriverFloor.For(Release.Cuda, Windows);

    public IReadOnlyList<string> Libraries => [.. Release.Libraries(Windows).Select(library => library.Name)];

    public string Cudnn => Release.CudnnName(Windows);

    public IReadOnlyList<string> CudnnParts => CudnnFiles.Parts(Release.Cudnn.Major, Windows);

    /// <summary>The zlib that cuDNN needs, with the version from which it does, or null.</summary>
    public string? Zlib => Release.Cudnn.Major != 8 ? null : Windows ? "zlibwapi.dll (from cuDNN 8.3 on)" : "libz.so.1 (from cuDNN 8.3 on)";

    public IReadOnlyList<Version> Capabilities => GpuKernels.Of(Release.Version);

    public string DriverLibrary => Windows ? "nvcuda.dll" : "libcuda.so.1";
}
