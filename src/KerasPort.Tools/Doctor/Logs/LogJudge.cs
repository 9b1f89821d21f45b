using KerasPort.Tools.Doctor.Knowledge;

namespace KerasPort.Tools.Doctor.Logs;

/// <summary>Weighs what a log proves: what stands first in the chain from processor to memory decides.</summary>
internal sealed class LogJudge(LogFacts facts)
{
    private const string TurnNamesOn = "Run it once more with the environment variable TF_CPP_VMODULE=dso_loader=1: then the log names each library.";

    private const string InstallDriver = $"Install NVIDIA's driver ({Pages.Driver}). In a container start it with --gpus all; in WSL install the driver on Windows.";

    private string DriverLibrary => facts.Windows ? "nvcuda.dll" : "libcuda.so.1";

    public LogReport Judge(IReadOnlyList<ExplainedLine> lines)
    {
        var (verdict, first, summary, next) = Decide();
        var exitCode = verdict switch
        {
            LogVerdict.GpuOk or LogVerdict.NoFinding => 0,
            LogVerdict.CpuTooOld => 2,
            _ when facts.SystemNeeds is not null || facts.Broken is not null || facts.Has(LogSignal.ImportFailed) || facts.Has(LogSignal.TensorFlowNotLoaded) || facts.Has(LogSignal.TensorFlowNotStarted) => 2,
            _ => 1,
        };
        return new LogReport(verdict, first, facts.Named, summary, next, exitCode, lines);
    }

    private (string Verdict, string? First, string Summary, string Next) Decide()
    {
        if (facts.Has(LogSignal.ProcessorTooOld))
        {
            return (LogVerdict.CpuTooOld, null, "This processor lacks instructions that TensorFlow needs; TensorFlow ended the process.",
                "Use a processor with AVX, or in a virtual machine pass the host's CPU through.");
        }

        return Import() ?? Plugin() ?? Driver() ?? Libraries() ?? Device() ?? Running() ?? Nothing();
    }

    private (string, string?, string, string)? Import()
    {
        if (facts.SystemNeeds is { } needs)
        {
            return (LogVerdict.LibraryBroken, null, $"TensorFlow itself did not load: it needs {needs}, and this system's C or C++ library is older.",
                "Use a newer Linux, or a TensorFlow that was made for this one: an older version.");
        }

        if (facts.Broken is { } broken)
        {
            return (LogVerdict.LibraryBroken, broken, $"TensorFlow itself did not load: {broken} is damaged, made for another machine, or mixed from two versions.",
                "Remove TensorFlow and install it again, for instance by `kerasport runtime install`.");
        }

        if (facts.Has(LogSignal.ImportFailed))
        {
            // The loader also names TensorFlow's own file in each folder where it looked for it.
            var name = (facts.Failed.FirstOrDefault(library => !library.Name.StartsWith("libtensorflow", StringComparison.Ordinal)) ?? facts.Failed[0]).Name;
            if (name.StartsWith("libcuda.so", StringComparison.Ordinal))
            {
                return (LogVerdict.DriverMissing, name, $"TensorFlow itself did not load, because it imports {name}, which comes with NVIDIA's driver and was not found.", InstallDriver);
            }

            return (LogVerdict.LibrariesMissing, name, name.StartsWith("libtensorflow", StringComparison.Ordinal)
                ? $"TensorFlow itself did not load: {name} was not found."
                : $"TensorFlow itself did not load, because it imports {name}, which was not found.", $"Install {Needed(name)}.");
        }

        if (facts.Has(LogSignal.TensorFlowNotStarted))
        {
            return (LogVerdict.DependencyMissing, null, "TensorFlow itself did not load: its library is there, but its start failed.",
                $"Install the newest Visual C++ Redistributable for x64: {Pages.VisualCpp} If that does not help, look whether the processor has AVX: `kerasport doctor`.");
        }

        return facts.Has(LogSignal.TensorFlowNotLoaded)
            ? (LogVerdict.DependencyMissing, null, "TensorFlow itself did not load, because a library that it imports is missing; the log does not say which.",
                "Run `kerasport doctor`: it looks for each.")
            : null;
    }

    private (string, string?, string, string)? Plugin() => facts.Has(LogSignal.PluginDevice)
        ? (LogVerdict.GpuOk, null, "The GPU is in use by a plugin (DirectML, Metal, oneAPI); what is said of CUDA does not matter to it.", "Nothing to do.")
        : null;

    private (string, string?, string, string)? Driver()
    {
        if (facts.Has(LogSignal.DriverMismatch))
        {
            return (LogVerdict.DriverMismatch, null, "The driver's kernel module and its library are of different versions" + Words() + ".",
                "Restart the machine; if that does not help, install the NVIDIA driver again.");
        }

        if (facts.Has(LogSignal.DriverMissing))
        {
            var second = facts.Failed.Count > 0 || facts.Has(LogSignal.CudartNotFound)
                ? $" CUDA's libraries are missing too ({(facts.Failed.Count > 0 ? facts.Failed[0].Name : Cudart())}); that comes second." : "";
            return (LogVerdict.DriverMissing, DriverLibrary, $"{DriverLibrary} was not found: there is no NVIDIA driver, or no NVIDIA GPU.{second}",
                InstallDriver);
        }

        if (facts.Has(LogSignal.GpuFileAbsent) || (facts.Has(LogSignal.NoDevice) && facts.Has(LogSignal.DriverNotRunning)))
        {
            return (LogVerdict.NoDevice, null, "The driver's library is there, but no GPU: this machine has no NVIDIA GPU, its driver does not run, or the container was not given the GPU.",
                $"Start the container with --gpus all; on a machine with an NVIDIA GPU install its driver: {Pages.Driver}");
        }

        if (facts.Has(LogSignal.NoDevice))
        {
            return (LogVerdict.NoDevice, null, "The driver works, but no GPU is visible.", "Look at CUDA_VISIBLE_DEVICES: unset it if it is empty or -1.");
        }

        if (facts.Has(LogSignal.DriverError))
        {
            return (LogVerdict.DriverError, null, "The NVIDIA driver is there, but answers with an error" + Words() + ".",
                facts.DriverWords?.Contains("SYSTEM_NOT_READY", StringComparison.Ordinal) == true
                    ? "Start NVIDIA's fabric manager, which machines with NVSwitch need: sudo systemctl start nvidia-fabricmanager (of the driver's own version)."
                    : "Restart the machine; on Linux reload nvidia_uvm (nvidia-modprobe -u) and look at /dev/nvidia*.");
        }

        return null;
    }

    private (string, string?, string, string)? Libraries()
    {
        if (facts.Failed.Count > 0)
        {
            var failed = facts.Failed[0];
            var others = facts.Failed.Select(library => library.Name).Distinct().Count() - 1;
            var more = others > 0 ? FormattableString.Invariant($" ({others} more after it)") : "";
            return failed.Failure switch
            {
                LibraryFailure.Dependency => (LogVerdict.DependencyMissing, failed.Name,
                    $"{failed.Asked} is there, but {failed.Name}, which it needs, is missing{more}.", $"Install {Needed(failed.Name)}."),
                LibraryFailure.Broken => (LogVerdict.LibraryBroken, failed.Name,
                    $"{failed.Asked} is there, but can't be loaded{more}: {failed.Detail}.", "Replace that file by a whole one for this machine; the path is right."),
                _ => (LogVerdict.LibrariesMissing, failed.Name, $"{failed.Name} was not found{more}, so TensorFlow does not use the GPU."
                    + (facts.Windows ? " (Windows says the same of a file that is there but needs another, or is a 32-bit one.)" : ""), $"Install {Needed(failed.Name)}."),
            };
        }

        if (facts.Has(LogSignal.CudartNotFound))
        {
            return (LogVerdict.LibrariesMissing, Cudart(), $"The log names no library, but what it says of CUDA means that {Cudart()} was not found.",
                $"Install {Needed(Cudart())}. {TurnNamesOn}");
        }

        return facts.Has(LogSignal.LibrariesSkipped)
            ? (LogVerdict.LibrariesMissing, null, "A library is missing, and this version does not say which.", TurnNamesOn)
            : null;
    }

    private (string, string?, string, string)? Device()
    {
        if (facts.Has(LogSignal.NoKernels) || (facts.Has(LogSignal.GpuRefused) && !facts.Has(LogSignal.GpuCreated)))
        {
            return (LogVerdict.GpuTooOld, null, "This build has no kernels for the GPU.", "Use a TensorFlow whose kernels fit the GPU's compute capability: `kerasport doctor` tells which.");
        }

        if ((facts.Has(LogSignal.CublasFailed) || facts.Has(LogSignal.CudnnFailed)) && facts.Capability is { Major: >= 8 } capability && facts.CudaMajor <= 10)
        {
            return (LogVerdict.GpuTooOld, null, FormattableString.Invariant($"The GPU (compute capability {capability}) is newer than the CUDA {facts.CudaMajor} of this build, whose libraries hold no code for it."),
                "Use TensorFlow 2.4 or newer, which was built with CUDA 11.");
        }

        return facts.Has(LogSignal.DriverTooOld)
            ? (LogVerdict.DriverTooOld, null, "The NVIDIA driver is too old for the CUDA of this build: libraries load, and the first use fails.",
                $"Install a newer NVIDIA driver: {Pages.Driver}")
            : null;
    }

    private (string, string?, string, string)? Running()
    {
        if (facts.Part is { } part)
        {
            return facts.Has(LogSignal.PartBroken) && !facts.Has(LogSignal.PartMissing)
                ? (LogVerdict.LibraryBroken, part, $"{part} is there, but can't be loaded.", facts.Windows
                    ? "Replace the file by a whole 64-bit copy; with error 1455 enlarge Windows' page file."
                    : "Remove every file of cuDNN and install one version whole: files of two versions are mixed, or this one is damaged.")
                : (LogVerdict.DependencyMissing, part, $"The GPU is found, but {part} is missing, which the first convolution needs.", PartStep(part));
        }

        if (facts.Cudnn is var (has, needs))
        {
            var major = int.Parse(needs.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture);
            return (LogVerdict.LibraryBroken, CudnnFiles.MainName(major, facts.Windows), $"cuDNN {has} was found, this build was compiled with {needs}.",
                $"Install cuDNN {needs} or a later {major}.x: {Pages.CudnnArchive}");
        }

        if (facts.Compiler is { } compiler)
        {
            return (LogVerdict.DependencyMissing, compiler, $"The GPU is found, but XLA, which compiles parts of the model, does not find CUDA's {compiler}.",
                compiler == "ptxas" ? "Add CUDA's bin folder to PATH; in Python's world: pip install nvidia-cuda-nvcc-cu12"
                    : $"Set XLA_FLAGS=--xla_gpu_cuda_data_dir to the CUDA folder that holds nvvm/libdevice/{compiler}.");
        }

        // One failed try to take all memory is usual; what follows shows whether it went on.
        var memory = facts.FailedAllocations > 0 && facts.Last.Work < facts.Last.Allocation;
        if (memory || facts.Has(LogSignal.OutOfMemory) || facts.Has(LogSignal.CudnnFailed) || facts.Has(LogSignal.CublasFailed))
        {
            return (LogVerdict.GpuOutOfMemory, null, "The GPU is used, but its memory is taken.",
                "Close other programs on the GPU, or set the environment variable TF_FORCE_GPU_ALLOW_GROWTH=true.");
        }

        return facts.Has(LogSignal.GpuCreated) ? (LogVerdict.GpuOk, null, "The GPU is registered; nothing to repair.", "Nothing to do.") : null;
    }

    private (string, string?, string, string) Nothing()
    {
        if (facts.Has(LogSignal.CpuBuild) || (facts.Has(LogSignal.TensorFlowRan) && !facts.Has(LogSignal.GpuBuild) && !facts.Has(LogSignal.DriverNotRunning)))
        {
            return (LogVerdict.CpuBuild, null, "A CPU build of TensorFlow: no line about GPUs at all.", "To use an NVIDIA GPU install a GPU build: `kerasport runtime install --kind gpu`.");
        }

        return facts.Has(LogSignal.DriverNotRunning)
            ? (LogVerdict.DriverMissing, DriverLibrary, "There is no NVIDIA kernel module, so no driver runs.", $"Install NVIDIA's driver: {Pages.Driver}")
            : (LogVerdict.NoFinding, null, "This log says nothing about the GPU. An empty log proves nothing: TF_CPP_MIN_LOG_LEVEL may have silenced it.",
                "Run `kerasport doctor` on the machine, or make a log with TF_CPP_MIN_LOG_LEVEL=0.");
    }

    private static string PartStep(string part) =>
        part == "zlibwapi.dll" ? $"Put zlibwapi.dll beside cudnn64_8.dll: {Pages.Zlib}"
        : part.StartsWith("libcuda.so", StringComparison.Ordinal) ? "In WSL: export LD_LIBRARY_PATH=/usr/lib/wsl/lib:$LD_LIBRARY_PATH; elsewhere install NVIDIA's driver again."
        : "Copy every file of cuDNN, not only the main one, and see that its folder is searched."
            + (part.EndsWith("_8.dll", StringComparison.OrdinalIgnoreCase) ? $" If they are all there: cuDNN 8.3 and later need zlibwapi.dll too: {Pages.Zlib}" : "");

    private string Words() => facts.DriverWords is { } words ? $" ({words})" : "";

    private string Cudart() => facts.Windows
        ? FormattableString.Invariant($"cudart64_{(facts.CudaMajor == 11 ? "110" : "12")}.dll")
        : facts.CudaMajor == 11 ? "libcudart.so.11.0" : "libcudart.so.12";

    private string Needed(string library)
    {
        if (library.Contains("cudnn", StringComparison.OrdinalIgnoreCase))
        {
            return $"the cuDNN that brings {library}: {Pages.CudnnArchive}";
        }

        if (library.StartsWith("libtensorflow", StringComparison.Ordinal))
        {
            return "TensorFlow's library: `kerasport runtime install`";
        }

        if (library.Contains("nvJitLink", StringComparison.Ordinal))
        {
            return $"CUDA 12 whole, which brings {library}: {Pages.CudaArchive}; in Python's world: pip install nvidia-nvjitlink-cu12";
        }

        var windows = library.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var stem = Surveys.LibraryVersions.StemOf(library);
        var toolkits = stem is null ? [] : CudaToolkit.All.Where(toolkit => toolkit.NameOf(stem, windows) == library
            && (facts.Cudart is null || toolkit.NameOf("cudart", windows) == facts.Cudart)
            && (facts.CudaMajor is null || toolkit.Version.Major == facts.CudaMajor)).Select(toolkit => toolkit.Version).ToList();
        var wheels = facts.CudaMajor == 12 && !windows ? "; in Python's world: pip install tensorflow[and-cuda]" : "";
        return toolkits.Count switch
        {
            0 => library,
            1 => $"CUDA {toolkits[0]}, which brings {library}: {Pages.CudaArchive}{wheels}",
            _ => $"the CUDA {toolkits[0]} to {toolkits[^1]} that this TensorFlow was built with, which brings {library}: {Pages.CudaArchive}{wheels}",
        };
    }
}
