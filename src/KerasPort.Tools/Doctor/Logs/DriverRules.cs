namespace KerasPort.Tools.Doctor.Logs;

/// <summary>Lines about the driver and the GPUs it serves.</summary>
internal static class DriverRules
{
    private const string Init = "[Ff]ailed call to cuInit: (?:INTERNAL: CUDA error: Failed call to cuInit: )?";

    public static IReadOnlyList<LogRule> List { get; } =
    [
        LogRule.Key("driver-missing", Init + @"(?:UNKNOWN ERROR \(303\)|CUDA_ERROR_SHARED_OBJECT_INIT_FAILED)", LogSignal.DriverMissing,
            "Error 303: NVIDIA's driver library is not there.", "Install or repair NVIDIA's driver; a container needs --gpus all, WSL /usr/lib/wsl/lib on LD_LIBRARY_PATH."),
        LogRule.Key("no-device", Init + "CUDA_ERROR_NO_DEVICE", LogSignal.NoDevice,
            "The driver works, but shows no GPU.", "Look at CUDA_VISIBLE_DEVICES: unset it if it is empty or -1."),
        LogRule.Key("driver-mismatch", Init + "CUDA_ERROR_SYSTEM_DRIVER_MISMATCH", LogSignal.DriverMismatch,
            "The driver's kernel module and its library are of different versions.", "Restart the machine; if that does not help, install the driver again."),
        LogRule.Key("driver-too-old-at-init", Init + "CUDA_ERROR_(?:INSUFFICIENT_DRIVER|COMPAT_NOT_SUPPORTED_ON_DEVICE)", LogSignal.DriverTooOld,
            "The driver is too old.", "Install a newer NVIDIA driver."),
        LogRule.Key("driver-error", Init + @"(?<error>\S.*)", LogSignal.DriverError,
            "The driver answers with an error.", "Restart the machine (as after suspend); on Linux reload nvidia_uvm (nvidia-modprobe -u) and look at /dev/nvidia*."),
        LogRule.Key("versions-differ", @"kernel version (?<kernel>\S+) does not match DSO version (?<library>\S+)", LogSignal.DriverMismatch,
            "The driver's kernel module and its library are of different versions.", "Restart the machine; if that does not help, install the driver again."),
        LogRule.Key("kernel-driver-absent", "kernel driver does not appear to be running on this host", LogSignal.DriverNotRunning,
            "There is no NVIDIA kernel module. In WSL2 that is normal."),
        LogRule.Key("gpu-file-absent", @"no NVIDIA GPU device is present: /dev/nvidia\d+ does not exist", LogSignal.GpuFileAbsent,
            "No GPU is given to this process: there is none in the machine, or the container was started without it.", "Start the container with --gpus all."),
        LogRule.Noise("kernel-version-unreadable", @"(?:libcuda|kernel) reported version is: (?:Permission denied|[A-Za-z_ ]+: )|kernel reported driver version not implemented on Windows",
            "Only information; the version could not be read."),
        LogRule.Key("driver-version", @"(?:libcuda|kernel) reported version is: (?<version>[\d.]+)|kernel version seems to match DSO", LogSignal.None,
            "The version of the driver (leading zeros are lost: 470.57.2 is 470.57.02)."),
        LogRule.Noise("driver-diagnostics", @"retrieving CUDA diagnostic information for host|^cuda_diagnostics\.cc\] hostname: ", "TensorFlow describes the driver after an error."),
        LogRule.Cudas("driver-too-old", @"CUDA driver version is insufficient for CUDA runtime version|Possibly insufficient driver version", LogSignal.DriverTooOld,
            "The driver is too old for this CUDA: libraries load, the GPU is listed, and the first use fails.", "Install a newer NVIDIA driver, or use an older TensorFlow."),
        LogRule.Cudas("ptx-too-new", @"CUDA_ERROR_UNSUPPORTED_PTX_VERSION|the provided PTX was compiled with an unsupported toolchain", LogSignal.DriverTooOld,
            "The driver is too old to compile this build's kernels.", "Install a newer NVIDIA driver."),
        LogRule.Key("gpu-refused", @"Ignoring visible gpu device .*Cuda compute capability (?<has>[\d.]+\d).*minimum required Cuda capability is (?<needs>[\d.]+\d)", LogSignal.GpuRefused,
            "The GPU's compute capability is too low for this build.", "Use an older TensorFlow or a newer GPU."),
        LogRule.Noise("gpu-small", @"Ignoring visible gpu device .*core count: \d+\. The minimum required count", "A weak second GPU is left aside (TF_MIN_GPU_MULTIPROCESSOR_COUNT changes that).", LogSignal.GpuBuild),
        LogRule.Key("no-capabilities", @"No supported cuda capabilities in binary", LogSignal.NoKernels, "This build holds no GPU kernels at all: it is broken.", "Install TensorFlow again."),
        LogRule.Cudas("kernel-image-invalid", @"device kernel image is invalid", LogSignal.NoKernels, "The build has no kernels for this GPU.", "Use a TensorFlow whose kernels fit the GPU's compute capability."),
        LogRule.Cudas("no-kernel-image", @"no kernel image is available for execution on the device|CUDA_ERROR_NO_BINARY_FOR_GPU", LogSignal.NoKernels,
            "The build has no kernels for this GPU: an old GPU with a new TensorFlow, or a new GPU with an old one.", "Use a TensorFlow whose kernels fit the GPU's compute capability."),
        LogRule.Cudas("kernels-not-compiled", @"CUDA_ERROR_INVALID_PTX|LLVM ERROR: PTX version [\d.]+ does not support target", LogSignal.NoKernels,
            "The build has no kernels for this GPU, and what the driver should compile for it does not fit either: the GPU is newer than this TensorFlow.", "Use a newer TensorFlow, or one that was built for this GPU."),
        LogRule.Noise("jit", @"was not built with CUDA kernel binaries compatible with compute capability", "The driver compiles the kernels at the first start, which may take 30 minutes.", LogSignal.GpuBuild,
            "Wait once; set CUDA_CACHE_MAXSIZE=2147483648 so that the result is kept."),
        LogRule.Noise("numa", @"NUMA node: /sys/|NUMA node read from SysFS|Your kernel may have been built without NUMA support", "Harmless: every machine with one processor says so.", LogSignal.GpuBuild),
    ];
}
