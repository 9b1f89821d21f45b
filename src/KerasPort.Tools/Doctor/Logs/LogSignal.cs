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
    LibrariesSkipped,
    CudartNotFound,
    DriverMissing,
    DriverNotRunning,
    NoDevice,
    DriverMismatch,
    DriverError,
    DriverTooOld,
    GpuRefused,
    NoKernels,
    CudnnVersion,
    CudnnFailed,
    PartMissing,
    PartBroken,
    AllocationFailed,
    OutOfMemory,
    GpuCreated,
    WorkDone,
    ProcessorTooOld,
}
