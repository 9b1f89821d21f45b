using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.Machines;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>cuDNN and its parts.</summary>
internal sealed class CudnnCheck() : Check("cuDNN")
{
    public override IEnumerable<Finding> Examine(Diagnosis diagnosis)
    {
        if (diagnosis.Gpus.Count == 0 || diagnosis.Cudnn is not { } cudnn || diagnosis.Target?.Release is not { } release)
        {
            yield break;
        }

        var effect = EffectOf(diagnosis);
        var matching = new Remedy(RemedyIds.InstallMatchingCudnn,
            $"Install cuDNN {release.Cudnn} or a later {release.Cudnn.Major}.x for CUDA {release.Cuda} ({Pages.CudnnArchive}).");
        if (cudnn.Reached is not { } reached)
        {
            yield return Absent(diagnosis, cudnn, release, effect, matching);
        }
        else if (reached.WrongMachine is { } machine)
        {
            yield return LibraryWords.WrongMachine(Problem, diagnosis, effect, reached.Path, machine);
        }
        else if (reached.Damage is { } damage)
        {
            yield return LibraryWords.Damaged(Problem, effect, reached.Path, damage);
        }
        else if (!CudnnSurvey.Serves(cudnn.Version, release.Cudnn))
        {
            // Where a right copy comes later in the search path, the order of the path is the finding.
            if (cudnn.Better is null)
            {
                yield return Problem(FindingIds.CudnnWrongVersion, Effect.GpuUnusable, cudnn.Version!.ToString(),
                    $"cuDNN {cudnn.Version} is there, but TensorFlow {release.Version} was built with {release.Cudnn}: the major version must be the same and the minor not lower.",
                    matching, reached.Path, "version from " + cudnn.Evidence);
            }
        }
        else if (cudnn.MissingDependency is { } dependency)
        {
            yield return LibraryWords.DependencyMissing(Problem, effect, reached.Path, dependency);
        }
        else if (diagnosis.LoaderAnswers.TryGetValue(reached.Path, out var answer) && answer.Code != 0)
        {
            yield return LibraryWords.Refused(Problem, diagnosis, effect, reached.Path, answer);
        }
        else if (cudnn.MissingParts.Count > 0)
        {
            yield return Problem(FindingIds.CudnnPartMissing, Effect.GpuUnusable, cudnn.MissingParts[0],
                $"{cudnn.Name} is there, but of its parts {string.Join(", ", cudnn.MissingParts)} missing. The GPU is found, and the first convolution ends the program.",
                new Remedy(RemedyIds.CopyAllCudnnFiles, $"Copy every file of cuDNN's bin folder, not only {cudnn.Name}, to {new MachinePaths(diagnosis.Windows).Parent(reached.Path)}."),
                reached.Path);
        }
        else if (cudnn.BadPart is { } part)
        {
            yield return part.WrongMachine is { } other
                ? LibraryWords.WrongMachine(Problem, diagnosis, Effect.GpuUnusable, part.Path, other)
                : LibraryWords.Damaged(Problem, Effect.GpuUnusable, part.Path, part.Damage!);
        }
        else
        {
            yield return Ok(cudnn.Version is { } version ? $"{version} (built with {release.Cudnn})" : $"{release.Cudnn.Major}.x, exact version unknown",
                reached.Path, "version from " + cudnn.Evidence);
        }
    }

    private Finding Absent(Diagnosis diagnosis, CudnnSurvey cudnn, TensorFlowRelease release, Effect effect, Remedy matching)
    {
        var paths = new MachinePaths(diagnosis.Windows);
        if (cudnn.Installed is { } installed)
        {
            return Problem(FindingIds.LibraryNotOnPath, effect, cudnn.Name, $"{cudnn.Name} is installed, but the loader does not look there.",
                CudaWords.AddToPath([paths.Parent(installed)], diagnosis.Windows), installed);
        }

        if (cudnn.Unlinked is { } unlinked)
        {
            return Problem(FindingIds.LibraryMisnamed, effect, cudnn.Name, $"{cudnn.Name} is missing, but the same library is there under another name: {unlinked}.",
                new Remedy(RemedyIds.InstallCudnn, $"Install cuDNN {release.Cudnn} again, whole, or make the missing link: ln -s {paths.FileName(unlinked)} {paths.Combine(paths.Parent(unlinked), cudnn.Name)}"));
        }

        return cudnn.OtherMajor is { } other
            ? Problem(FindingIds.CudnnWrongVersion, effect, paths.FileName(other),
                $"{paths.FileName(other)} is there, but TensorFlow {release.Version} asks for {cudnn.Name} (cuDNN {release.Cudnn}).", matching, other)
            : Problem(FindingIds.CudnnMissing, effect, cudnn.Name, $"{cudnn.Name} is missing: CUDA does not bring cuDNN along.",
                matching with { Id = RemedyIds.InstallCudnn }, diagnosis.Search.DanglingLink(cudnn.Name) is { } link ? [LibraryWords.Dangling(diagnosis, link)] : []);
    }
}
