namespace KerasPort.Tools.Doctor.Logs;

/// <summary>What a line proves.</summary>
internal enum LogSignal
{
    /// <summary>Nothing: noise, or worth knowing only.</summary>
    None,

    /// <summary>The build was made for GPUs.</summary>
    GpuBuild,

    /// <summary>TensorFlow ran, with or without GPU.</summary>
    TensorFlowRan,
    CpuBuild,
    LibraryFailed,
    ImportFailed,
    TensorFlowNotLoaded,
    TensorFlowNotStarted,
    TensorFlowBroken,
    SystemTooOld,
    LibrariesSkipped,
    CudartNotFound,
    DriverMissing,
    DriverNotRunning,
    NoDevice,
    GpuFileAbsent,
    DriverMismatch,
    DriverError,
    DriverTooOld,
    GpuRefused,
    NoKernels,
    CudnnVersion,
    CudnnFailed,
    CublasFailed,
    PartMissing,
    PartBroken,

    /// <summary>XLA misses a file or a program of CUDA that it compiles with.</summary>
    CompilerMissing,
    AllocationFailed,
    OutOfMemory,
    GpuCreated,

    /// <summary>A GPU is in use that is not CUDA's.</summary>
    PluginDevice,
    WorkDone,
    ProcessorTooOld,
}
