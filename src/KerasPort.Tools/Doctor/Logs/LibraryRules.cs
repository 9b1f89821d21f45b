namespace KerasPort.Tools.Doctor.Logs;

/// <summary>Lines about libraries that TensorFlow looks for.</summary>
internal static class LibraryRules
{
    public static IReadOnlyList<LogRule> List { get; } =
    [
        LogRule.Noise("tensorrt-missing", @"Could not (?:load dynamic|dlopen) library '(?:lib)?nvinfer[^']*'",
            "TensorRT is not installed; nothing but TensorRT needs it.", LogSignal.GpuBuild),
        LogRule.Noise("tensorrt-warning", @"TF-TRT Warning|Cannot dlopen some TensorRT libraries|Could not find TensorRT",
            "TensorRT is not installed; nothing but TensorRT needs it.", LogSignal.GpuBuild),
        LogRule.Noise("profiler-library-missing", @"Could not (?:load dynamic|dlopen) library '(?<library>(?:lib)?cupti[^']*)'|Couldn't open CUDA library (?<library>(?:lib)?cupti\S*?)\. LD_LIBRARY_PATH: ",
            "The profiler's library is not found; only profiling needs it.", LogSignal.GpuBuild),
        LogRule.Key("driver-library-missing", @"Could not (?:load dynamic|dlopen) library '(?<library>nvcuda\.dll|libcuda\.so[^']*)'; dlerror: (?<error>.*?)(?:; LD_LIBRARY_PATH: .*)?$|Couldn't open CUDA library (?<library>nvcuda\.dll|libcuda\.so\S*?)\. LD_LIBRARY_PATH: ",
            LogSignal.DriverMissing, "NVIDIA's driver library is not found: there is no driver, or no GPU.", "Install or repair NVIDIA's driver; a container needs --gpus all, WSL /usr/lib/wsl/lib on LD_LIBRARY_PATH."),
        LogRule.Key("library-failed", @"Could not (?:load dynamic|dlopen) library '(?<library>[^']+)'; dlerror: (?<error>.*?)(?:; LD_LIBRARY_PATH: .*)?$|Couldn't open CUDA library (?<library>\S+?)\. LD_LIBRARY_PATH: ",
            LogSignal.LibraryFailed, "A library that the GPU build needs could not be loaded."),
        LogRule.Key("libraries-skipped", @"Cannot dlopen some GPU libraries|(?:^|\W)Skipping registering GPU devices\.\.\.",
            LogSignal.LibrariesSkipped, "TensorFlow gave the GPU up because a library is missing, and goes on on the CPU."),
        LogRule.Noise("ignore-cudart", "Ignore above cudart dlerror", "Said on every machine without CUDA; it proves nothing.", LogSignal.GpuBuild),
        LogRule.Key("cudart-not-found", "Could not find cuda drivers on your machine, GPU will not be used|Failed call to cudaGetRuntimeVersion: Error loading CUDA libraries",
            LogSignal.CudartNotFound, "In truth this says that CUDA's runtime library (libcudart) was not found; it says nothing of the driver."),
        LogRule.Noise("library-opened", @"Successfully opened dynamic library (?<library>\S+)|successfully opened CUDA library (?<library>\S+) locally", "This library was found.", LogSignal.GpuBuild),
    ];

    /// <summary>Lines that say that TensorFlow itself did not load; the general ones, so they are tried after all others.</summary>
    public static IReadOnlyList<LogRule> NotLoaded { get; } =
    [
        LogRule.Key("system-too-old", @"version [`'](?<error>(?:GLIBC|GLIBCXX|CXXABI)_[\d.]+)' not found \(required by [^)]*tensorflow", LogSignal.SystemTooOld,
            "TensorFlow was made for a newer Linux: this system's C or C++ library is too old for it.", "Use a newer Linux or an older TensorFlow."),
        LogRule.Key("tensorflow-broken", @"(?<library>[^/\s:']*tensorflow[\w.]*\.so[\d.]*): (?:undefined symbol|file too short|invalid ELF header|wrong ELF class)", LogSignal.TensorFlowBroken,
            "TensorFlow's own file is damaged, made for another machine, or mixed from two versions.", "Remove TensorFlow and install it again."),
        LogRule.Key("import-failed", @"(?:^|ImportError: |[|\]]:? *|>>> *|'(?:lib)?tensorflow.*?[\s/])(?:/[^:]*/)?(?<library>lib(?:cudart|cublas|cublasLt|cufft|curand|cusolver|cusparse|cudnn|cuda|nccl|nvJitLink|tensorflow\w*)\.so[\d.]*): cannot open shared object file",
            LogSignal.ImportFailed, "TensorFlow imports this library and does not load without it."),
        LogRule.Key("processor-refuses", @"DLL load failed with error code -1073741795", LogSignal.ProcessorTooOld,
            "Windows ended the start with an illegal instruction: this processor lacks instructions that TensorFlow needs.", "Use another processor, or in a virtual machine pass the host's CPU through."),
        LogRule.Key("tensorflow-not-started", @"DLL load failed(?: while importing _pywrap_tensorflow\w*)?: A dynamic link library \(DLL\) initialization routine failed|Unable to load DLL '(?:lib)?tensorflow.*0x8007045A", LogSignal.TensorFlowNotStarted,
            "TensorFlow's library is there, but its start failed: the Visual C++ runtime is too old, or the processor lacks AVX.",
            "Install the newest Visual C++ Redistributable for x64; if that does not help, look whether the processor has AVX: `kerasport doctor`."),
        LogRule.Key("tensorflow-not-loaded", @"Unable to load (?:DLL|shared library) '(?:lib)?tensorflow[^']*'|DLL load failed: The specified module could not be found|DLL load failed while importing _pywrap_tensorflow",
            LogSignal.TensorFlowNotLoaded, "TensorFlow's library itself did not load: a library that it imports is missing.",
            "On Windows up to TensorFlow 1.14 a missing CUDA DLL does this, later a missing Visual C++ runtime: run `kerasport doctor`."),
        LogRule.InTensorFlow("tensorflow-import-failed", @"ImportError: DLL load failed(?: while importing _pywrap_tensorflow\w*)?: ", LogSignal.TensorFlowNotLoaded,
            "TensorFlow's library itself did not load; the reason stands behind it in Windows' own language.",
            "On Windows up to TensorFlow 1.14 a missing CUDA DLL does this, later a missing Visual C++ runtime: run `kerasport doctor`."),
        LogRule.InTensorFlow("illegal-instruction", @"(?:^|[|\]:\d] *)Illegal instruction(?:\s*\(core dumped\)|: 4|$)", LogSignal.ProcessorTooOld,
            "The process ended with an illegal instruction: this processor lacks instructions that TensorFlow needs (AVX; 2.4.0 also AVX2).",
            "Use another processor, in a virtual machine pass the host's CPU through, or instead of 2.4.0 use 2.4.1."),
    ];
}
