using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Machines;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>Whether a library of another version is reached before the right one.</summary>
internal sealed class PathOrderCheck() : Check("Search path order")
{
    public override IEnumerable<Finding> Examine(Diagnosis diagnosis)
    {
        if (diagnosis.Gpus.Count == 0 || diagnosis.Libraries is not { } survey)
        {
            yield break;
        }

        var paths = new MachinePaths(diagnosis.Windows);
        var shadowed = survey.States.Where(state => state.Trouble == LibraryTrouble.Shadowed)
            .Select(state => (Reached: state.Path!, Right: state.Detail!, Version: CudaWords.Of(state.Version))).ToList();
        if (diagnosis.Cudnn is { Better: { } better, Reached: { } cudnn } found)
        {
            shadowed.Add((cudnn.Path, better, $"cuDNN {found.Version}"));
        }

        if (shadowed.Count == 0)
        {
            yield break;
        }

        var (reached, right, version) = shadowed[0];
        var variable = diagnosis.Windows ? "PATH" : "LD_LIBRARY_PATH";
        var origin = diagnosis.Search.OriginOf(reached);
        yield return Problem(FindingIds.PathOrder, Effect.GpuUnusable, paths.FileName(reached),
            $"The loader reaches {paths.FileName(reached)} of {version} first, in {paths.Parent(reached)}; the right one comes later, in {paths.Parent(right)}.",
            new Remedy(RemedyIds.ReorderPath, origin == variable || !diagnosis.Windows
                ? $"Put {paths.Parent(right)} before {paths.Parent(reached)} in {variable}."
                // Windows searches these folders before PATH, in whatever order that is.
                : $"Remove {paths.FileName(reached)} and what came with it from {paths.Parent(reached)}: {origin} is searched before PATH."),
            [.. shadowed.Select(entry => $"{entry.Reached} hides {entry.Right}"), $"{paths.Parent(reached)}: {origin}"]);
    }
}
