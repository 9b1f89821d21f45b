using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Machines;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>The libtensorflow that would be used: there, whole, for this machine, with what it imports.</summary>
internal sealed class TensorFlowFileCheck() : Check("TensorFlow library")
{
    public override IEnumerable<Finding> Examine(Diagnosis diagnosis)
    {
        if (diagnosis.Chosen is not { } chosen)
        {
            yield return Problem(FindingIds.TensorFlowMissing, Effect.TensorFlowUnusable, null,
                "No TensorFlow library was found.",
                new Remedy(RemedyIds.InstallTensorFlow, "Run `kerasport runtime install`, which fetches a libtensorflow and checks it."));
            yield break;
        }

        var path = chosen.Candidate.Path;
        var reinstall = new Remedy(RemedyIds.ReinstallTensorFlow, $"Remove {path} and install it again, for instance by `kerasport runtime install`.");
        if (chosen.Image is not { } image)
        {
            yield return Problem(FindingIds.TensorFlowDamaged, Effect.TensorFlowUnusable, path,
                "The TensorFlow library is there, but damaged: an unfinished download, or a NuGet package whose fragments were not put together.", reinstall, chosen.Damage!);
            yield break;
        }

        var facts = diagnosis.Machine.Facts;
        if (image.Machine != facts.Architecture || image.Format != (facts.IsWindows ? "PE" : "ELF"))
        {
            yield return Problem(FindingIds.TensorFlowWrongArchitecture, Effect.TensorFlowUnusable, path,
                $"The TensorFlow library was made for {image.Machine} ({image.Format}), this process is {facts.Platform} {facts.Architecture}.", reinstall);
            yield break;
        }

        if (image.Exports is { } exports && !exports.Contains("TF_Version"))
        {
            yield return Problem(FindingIds.TensorFlowNoCApi, Effect.TensorFlowUnusable, path,
                "The file has no C functions of TensorFlow (a libtensorflow_jni is for Java only).",
                new Remedy(RemedyIds.InstallTensorFlow, "Run `kerasport runtime install`, which fetches the C library."));
            yield break;
        }

        var paths = new MachinePaths(facts.IsWindows);
        foreach (var name in image.Imports.Where(name => name.StartsWith("libtensorflow_framework", StringComparison.Ordinal)))
        {
            if (!diagnosis.Machine.FileExists(paths.Combine(paths.Parent(path), name)) && !diagnosis.Search.Find(name).Any())
            {
                yield return Problem(FindingIds.TensorFlowDependencyMissing, Effect.TensorFlowUnusable, name,
                    $"{paths.FileName(path)} needs {name}, which is not beside it.", reinstall, path);
            }
        }

        yield return Ok($"{chosen.Label}, {(chosen.IsGpuBuild ? "GPU" : "CPU")} build", path, "found in " + chosen.Candidate.Source,
            "version from " + chosen.VersionEvidence, chosen.BuildEvidence);
    }
}
