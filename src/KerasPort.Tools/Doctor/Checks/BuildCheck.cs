using System.Text.RegularExpressions;
using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.Machines;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>Whether the TensorFlow in use can use a GPU at all: CPU or GPU build, both present, the last versions for Windows.</summary>
internal sealed partial class BuildCheck() : Check("CPU or GPU build")
{
    public override IEnumerable<Finding> Examine(Diagnosis diagnosis)
    {
        if (diagnosis.Chosen is not { Image: not null } chosen || diagnosis.Machine.Facts.Platform == Platform.MacOS)
        {
            yield break;
        }

        if (chosen.IsGpuBuild)
        {
            yield return diagnosis.Windows && chosen.Version is { } built && built >= new Version(2, 11) ? Ended(chosen) : Ok("GPU build");
            yield break;
        }

        if (diagnosis.Gpus.Count == 0)
        {
            yield return Ok("CPU build");
            yield break;
        }

        if (diagnosis.Target is { } shadowed)
        {
            yield return Problem(FindingIds.CpuPackageShadowsGpu, Effect.GpuUnusable, chosen.Candidate.Path,
                "A CPU build of TensorFlow is found before the GPU build.",
                new Remedy(RemedyIds.RemoveCpuPackage, $"Remove the CPU package ({chosen.Candidate.Path}), so that {shadowed.Candidate.Path} is used."),
                $"used: {chosen.Candidate.Path} ({chosen.Label}, CPU build)", $"hidden: {shadowed.Candidate.Path} ({shadowed.Label}, GPU build)");
        }
        else if (GpuPackageInDepsFile(diagnosis) is { } file)
        {
            yield return Problem(FindingIds.CpuPackageShadowsGpu, Effect.GpuUnusable, chosen.Candidate.Path,
                "The program references a CPU and a GPU package of TensorFlow; the CPU package's file was copied over the other.",
                new Remedy(RemedyIds.RemoveCpuPackage, "Remove the reference to SciSharp.TensorFlow.Redist, keep only the GPU package, and build again."),
                file);
        }
        else if (diagnosis.Windows && chosen.Version is { } version && version >= new Version(2, 11))
        {
            yield return Ended(chosen);
        }
        else if (BothWheels(diagnosis, chosen.Candidate.Path) is { } wheels)
        {
            yield return Problem(FindingIds.CpuPackageShadowsGpu, Effect.GpuUnusable, chosen.Candidate.Path,
                "Python has a CPU and a GPU package of TensorFlow, which write the same files; the CPU package's are there.",
                new Remedy(RemedyIds.RemoveCpuPackage, "pip uninstall tensorflow-cpu, then install the GPU package again: pip install --force-reinstall --no-deps with its name and version."),
                wheels);
        }
        else
        {
            yield return Problem(FindingIds.TensorFlowCpuBuild, Effect.GpuUnusable, chosen.Candidate.Path,
                $"There is an NVIDIA GPU, but this {chosen.Label} is a CPU build.",
                new Remedy(RemedyIds.InstallGpuBuild, $"Install a GPU build, for instance by `kerasport runtime install --kind gpu`, {NeedsOf(chosen, diagnosis.Windows)}."),
                chosen.BuildEvidence);
        }
    }

    private Finding Ended(TensorFlowFound found) => Problem(FindingIds.WindowsGpuEnded, Effect.GpuUnusable, found.Version?.ToString(),
        $"{found.Label} has no GPU support on Windows: 2.10 was the last version with it.",
        CudaWords.WindowsEnded);

    private static string NeedsOf(TensorFlowFound found, bool windows)
    {
        var release = found.Release is { } known && known.HasGpuBuild(windows) ? known : TensorFlowRelease.Find(TensorFlowRelease.LastWindowsGpu)!;
        return $"with CUDA {release.Cuda} and cuDNN {release.Cudnn} for TensorFlow {release.Version}";
    }

    private static string[]? BothWheels(Diagnosis diagnosis, string library)
    {
        var paths = new MachinePaths(diagnosis.Windows);
        var folder = library;
        while (folder.Length > 1 && !paths.FileName(folder).EndsWith("-packages", StringComparison.Ordinal))
        {
            folder = paths.Parent(folder);
        }

        string[] wheels = folder.Length > 1
            ? [.. diagnosis.Machine.List(folder).Where(name => Wheel().IsMatch(name))]
            : [];
        return wheels.Any(name => name.StartsWith("tensorflow_cpu-", StringComparison.Ordinal)) && wheels.Length > 1 ? wheels : null;
    }

    [GeneratedRegex(@"^tensorflow(_cpu|_gpu)?-\d.*\.dist-info$")]
    private static partial Regex Wheel();

    private static string? GpuPackageInDepsFile(Diagnosis diagnosis)
    {
        if (diagnosis.Machine.Facts.ApplicationFolder is not { } folder)
        {
            return null;
        }

        var paths = new MachinePaths(diagnosis.Windows);
        return diagnosis.Machine.List(folder)
            .Where(name => name.EndsWith(".deps.json", StringComparison.OrdinalIgnoreCase))
            .Select(name => paths.Combine(folder, name))
            .FirstOrDefault(path => diagnosis.Machine.ReadText(path) is { } text
                && text.Contains(diagnosis.Windows ? "SciSharp.TensorFlow.Redist-Windows-GPU" : "SciSharp.TensorFlow.Redist-Linux-GPU", StringComparison.OrdinalIgnoreCase));
    }
}
