using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>Whether the build has kernels for the GPU's compute capability.</summary>
internal sealed class CapabilityCheck() : Check("Compute capability")
{
    public override IEnumerable<Finding> Examine(Diagnosis diagnosis)
    {
        if (diagnosis.Target?.Release is not { } release || diagnosis.Gpus.Where(gpu => gpu.Capability is not null).ToList() is not { Count: > 0 } gpus)
        {
            yield break;
        }

        // With several GPUs the one that is served best decides.
        var gpu = gpus.MinBy(gpu => GpuKernels.Fit(release, gpu.Capability!))!;
        var capability = gpu.Capability!;
        var kernels = string.Join(", ", GpuKernels.Of(release.Version));
        switch (GpuKernels.Fit(release, capability))
        {
            case KernelFit.Native:
                yield return Ok($"{capability} ({gpu.Name})");
                break;
            case KernelFit.Compiled:
                yield return Warning(FindingIds.GpuKernelsByJit,
                    $"TensorFlow {release.Version} has no ready kernels for compute capability {capability} ({gpu.Name}); the driver compiles them at the first start, which can take 30 minutes.",
                    new Remedy(RemedyIds.WaitOnce, "Wait once, and set the environment variable CUDA_CACHE_MAXSIZE=2147483648 so that the result is kept; or use a newer TensorFlow."),
                    "kernels for " + kernels);
                break;
            case KernelFit.GpuTooOld:
                if (GpuKernels.NextFor(release, capability, diagnosis.Windows) is { } next)
                {
                    yield return Problem(FindingIds.GpuTooOld, Effect.GpuUnusable, gpu.Name,
                        $"TensorFlow {release.Version} has no kernels for the {gpu.Name} (compute capability {capability}), and none that the driver could compile for it.",
                        new Remedy(RemedyIds.UseNewerTensorFlow, $"Use TensorFlow {next.Version} (CUDA {next.Cuda}, cuDNN {next.Cudnn}), which has kernels for it again."),
                        "kernels for " + kernels);
                    break;
                }

                var older = GpuKernels.NewestFor(capability, diagnosis.Windows);
                yield return Problem(FindingIds.GpuTooOld, Effect.GpuUnusable, gpu.Name,
                    $"The {gpu.Name} (compute capability {capability}) is too old for TensorFlow {release.Version}, whose kernels begin at {GpuKernels.Of(release.Version)[0]}.",
                    new Remedy(RemedyIds.UseOlderTensorFlow, older is null
                        ? "No official build serves this GPU: use the CPU build, or a newer GPU."
                        : $"Use TensorFlow {older.Version} or older (CUDA {older.Cuda}, cuDNN {older.Cudnn}), or a newer GPU."),
                    "kernels for " + kernels);
                break;
            case KernelFit.GpuTooNew:
                var newer = GpuKernels.OldestFor(capability, diagnosis.Windows);
                yield return Problem(FindingIds.GpuTooNew, Effect.GpuUnusable, gpu.Name,
                    $"The {gpu.Name} (compute capability {capability}) is too new for TensorFlow {release.Version}: CUDA {release.Cuda}'s libraries hold no code for it.",
                    new Remedy(RemedyIds.UseNewerTensorFlow, newer is null
                        ? "No version for this operating system serves this GPU; on Windows use a newer TensorFlow in WSL2."
                        : $"Use TensorFlow {newer.Version} or newer (CUDA {newer.Cuda}, cuDNN {newer.Cudnn})."),
                    "kernels for " + kernels);
                break;
        }
    }
}
