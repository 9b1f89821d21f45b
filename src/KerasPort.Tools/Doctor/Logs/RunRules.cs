namespace KerasPort.Tools.Doctor.Logs;

/// <summary>Lines about cuDNN, cuBLAS, memory, XLA, the processor, and of success.</summary>
internal static class RunRules
{
    public static IReadOnlyList<LogRule> List { get; } =
    [
        LogRule.Key("cudnn-version", @"Loaded runtime CuDNN library: (?<has>\d+\.\d+\.\d+) but source was compiled with: (?<needs>\d+\.\d+\.\d+)", LogSignal.CudnnVersion,
            "cuDNN is of a version that this build does not take: the major version must be the same and the minor not lower.", "Install the cuDNN named after \"compiled with\", or a later minor version."),
        LogRule.Key("cudnn-failed", @"Could not create cudnn handle: CUDNN_STATUS_\w+|Failed to get convolution algorithm\. This is probably because cuDNN failed to initialize", LogSignal.CudnnFailed,
            "cuDNN could not start, usually because the GPU's memory is taken.", "Close other programs on the GPU, or set TF_FORCE_GPU_ALLOW_GROWTH=true."),
        LogRule.Key("part-missing", @"Could not load library (?<library>(?:lib)?cudnn[\w.-]+)\. Error code 126|Please make sure (?<library>(?:lib)?cudnn[\w.-]+?) is in your library path", LogSignal.PartMissing,
            "A part of cuDNN is missing: only the main file was copied.", "Copy every file of cuDNN's bin folder."),
        LogRule.Key("page-file", @"Could not load library (?<library>(?:lib)?cu[\w.-]+)\. Error code 1455", LogSignal.PartBroken,
            "Windows' page file is too small to load this library.", "Let Windows manage the size of the page file, and close other programs."),
        LogRule.Key("part-broken", @"Could not load library (?<library>(?:lib)?cu[\w.-]+)\. Error code (?<code>\d+)", LogSignal.PartBroken,
            "This library is damaged or a 32-bit file.", "Replace the file by a whole 64-bit copy."),
        LogRule.Key("zlib-missing", @"Could not locate (?<library>zlibwapi\.dll)", LogSignal.PartMissing,
            "cuDNN 8.3 and later need zlibwapi.dll; without it the first convolution ends the program.", "Put zlibwapi.dll beside cudnn64_8.dll (in the archive: dll_x64\\zlibwapi.dll)."),
        LogRule.Key("part-dependency", @"Could not load library (?<part>(?:lib)?cudnn[\w.-]+)\. Error: (?:\S*/)?(?<library>[\w.+-]+\.so[\d.]*): cannot open shared object file", LogSignal.PartMissing,
            "A part of cuDNN needs another library that is missing; libcuda.so in WSL means that /usr/lib/wsl/lib is not searched.", "Add the folder of that library to LD_LIBRARY_PATH."),
        LogRule.Key("cublas-failed", @"failed to create cublas handle: CUBLAS_STATUS_\w+", LogSignal.OutOfMemory,
            "cuBLAS could not start: the GPU's memory is taken, perhaps by a second process.", "Close other programs on the GPU, or set TF_FORCE_GPU_ALLOW_GROWTH=true."),
        LogRule.Noise("factory-twice", @"Unable to register cu(?:FFT|DNN|BLAS) factory", "Harmless, though it looks like an error.", LogSignal.GpuBuild),
        LogRule.Key("allocation-failed", @"failed to allocate \S+ \(\d+ bytes\) from device: CUDA_ERROR_OUT_OF_MEMORY", LogSignal.AllocationFailed,
            "The GPU's memory is taken by others; a single line of this kind may be only TensorFlow's first try to take all of it.", "Close other programs on the GPU, or set TF_FORCE_GPU_ALLOW_GROWTH=true."),
        LogRule.Key("out-of-memory", @"OOM when allocating tensor|Allocator \(GPU_\d+_bfc\) ran out of memory", LogSignal.OutOfMemory,
            "The GPU's memory is full.", "Use smaller batches, or close other programs on the GPU."),
        LogRule.Noise("profiler", @"function cupti_interface_->\w+\(.*failed with error|failed with error CUPTI could not be loaded|failed with error CUPTI_ERROR|^\w+\.cc\] .*CUPTI_ERROR_INSUFFICIENT_PRIVILEGES|^CUPTI_ERROR_INSUFFICIENT_PRIVILEGES", "Only the profiler is concerned.", LogSignal.GpuBuild),
        LogRule.Key("libdevice", @"Can't find libdevice directory|libdevice not found at", LogSignal.None,
            "XLA does not find CUDA's libdevice.", "Set XLA_FLAGS=--xla_gpu_cuda_data_dir=<the CUDA folder>."),
        LogRule.Noise("ptxas", @"Couldn't get ptxas version string|Couldn't invoke ptxas|Relying on driver to perform ptx compilation", "Harmless: the driver compiles instead of ptxas.", LogSignal.GpuBuild,
            "Adding CUDA's bin folder to PATH stops it."),
        LogRule.Key("processor-too-old", @"The TensorFlow library was compiled to use (?<set>[\w. ]+) instructions, but these aren't available on your machine", LogSignal.ProcessorTooOld,
            "This processor lacks instructions without which TensorFlow ends the process.", "Use another processor, or in a virtual machine pass the host's CPU through."),
        LogRule.Noise("processor", @"Your CPU supports instructions that this TensorFlow binary was not compiled to use|This TensorFlow binary is optimized|To enable (?:them in other operations|the following instructions)|^cpu_utils\.cc\] CPU Frequency",
            "Information about the processor.", LogSignal.TensorFlowRan),
        LogRule.Noise("onednn", @"oneDNN custom operations are on", "Information: TF_ENABLE_ONEDNN_OPTS=0 turns it off.", LogSignal.TensorFlowRan),
        LogRule.Noise("xla-host", @"XLA service \S+ initialized for platform Host|StreamExecutor device \(\d+\): Host", "XLA on the CPU; it says nothing of a GPU.", LogSignal.TensorFlowRan),
        LogRule.Noise("xla-gpu", @"XLA service \S+ initialized for platform CUDA|StreamExecutor device \(\d+\): ", "XLA sees the GPU; whether TensorFlow uses it is said elsewhere.", LogSignal.GpuBuild),
        LogRule.Noise("absl", @"All log messages before absl::InitializeLog\(\)", "Information about the log itself.", LogSignal.None),
        LogRule.Noise("interconnect", @"Device interconnect StreamExecutor with strength|^gpu_device\.cc\] (?:\d+: +[NY ]+|[\d ]*)$", "The table of links between GPUs.", LogSignal.GpuBuild),
        LogRule.Noise("gpu-found", @"Found device \d+ with properties|pciBusID: [0-9A-Fa-f]{4}:|name: .* major: \d+ minor: \d+ memoryClockRate|coreClock: [\d.]+GHz|Adding visible gpu devices", "TensorFlow sees the GPU.", LogSignal.GpuBuild),
        LogRule.Key("gpu-created", @"Created (?:TensorFlow )?device \(?/(?:job:[^ ]*)?device:GPU:\d+ with \d+ MB memory", LogSignal.GpuCreated, "The GPU is in use."),
        LogRule.Noise("cudnn-loaded", @"Loaded cuDNN version (?<version>\d+)", "cuDNN works.", LogSignal.WorkDone),
        LogRule.Key("cpu-build", @"Not built with GPU enabled", LogSignal.CpuBuild, "This is a CPU build of TensorFlow."),
    ];
}
