using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.Machines;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>Each CUDA library that this very build asks for.</summary>
internal sealed class CudaLibrariesCheck() : Check("CUDA libraries")
{
    public override IEnumerable<Finding> Examine(Diagnosis diagnosis)
    {
        if (diagnosis.Gpus.Count == 0 || diagnosis.Libraries is not { } survey || diagnosis.Target?.Release is not { } release)
        {
            return [];
        }

        var states = survey.States;
        var findings = new List<Finding>();
        var otherToolkit = states.Where(state => state.Trouble == LibraryTrouble.OtherToolkit).ToList();
        if (otherToolkit.Count > 0)
        {
            findings.Add(WrongVersion(diagnosis, survey, release, otherToolkit));
        }
        else if (states.All(state => state.Trouble == LibraryTrouble.Missing))
        {
            return [Problem(FindingIds.CudaMissing, EffectOf(diagnosis), states[0].Library.Name,
                $"No CUDA was found; TensorFlow {release.Version} needs CUDA {release.Cuda}.",
                CudaWords.Install(release, diagnosis.Windows), [.. states.Select(state => "missing: " + state.Library.Name)])];
        }

        var missing = otherToolkit.Count > 0 ? [] : states.Where(state => state.Trouble == LibraryTrouble.Missing).ToList();
        var notSearched = states.Where(state => state.Trouble == LibraryTrouble.NotSearched).ToList();
        foreach (var state in states)
        {
            if (state == notSearched.FirstOrDefault())
            {
                findings.Add(NotSearched(diagnosis, notSearched));
            }
            else if (state == missing.FirstOrDefault())
            {
                var names = missing.Select(other => other.Library.Name).ToList();
                findings.Add(Problem(FindingIds.LibraryMissing, EffectOf(diagnosis), names[0],
                    $"{string.Join(", ", names)} {(names.Count == 1 ? "is" : "are")} missing; other parts of CUDA are there.",
                    CudaWords.Repair(release, names), [.. names.Select(diagnosis.Search.DanglingLink).OfType<string>().Select(link => LibraryWords.Dangling(diagnosis, link))]));
            }
            else if (One(diagnosis, release, state) is { } finding)
            {
                findings.Add(finding);
            }
        }

        if (findings.Count == 0)
        {
            var versions = states.Select(state => state.Version?.Cuda?.ToString()).OfType<string>().Distinct().ToList();
            findings.Add(Ok(versions.Count == 0
                    ? $"all {states.Count} found"
                    : $"all {states.Count} found, CUDA {string.Join(" and ", versions)} (built with {release.Cuda})",
                [.. states.Select(state => $"{state.Path}: {state.Version?.Cuda?.ToString() ?? "version unknown"}, by {state.Version?.Evidence}")]));
        }

        return findings;
    }

    private Finding WrongVersion(Diagnosis diagnosis, LibrarySurvey survey, TensorFlowRelease release, List<LibraryState> states)
    {
        var paths = new MachinePaths(diagnosis.Windows);
        var found = survey.Toolkit.Label;
        var first = states[0];
        var message = $"{found} is installed, but TensorFlow {release.Version} needs CUDA {release.Cuda}: it asks for {first.Library.Name}, {found} has {paths.FileName(first.Path!)}.";
        var remedy = CudaWords.InstallMatching(release, survey.Toolkit.Version, diagnosis.Windows);
        if (survey.Toolkit.Version?.Major == release.Cuda.Major)
        {
            remedy = remedy with
            {
                Text = remedy.Text + " For trying only, `kerasport doctor --fix` copies the files to the names asked for: an unsupported mix that may crash or compute wrongly.",
            };
        }

        return Problem(FindingIds.CudaWrongVersion, EffectOf(diagnosis), found, message, remedy,
            [.. states.Select(state => $"{state.Library.Name} is asked for, {state.Path} is there"), "version from " + survey.Toolkit.Evidence]);
    }

    private Finding NotSearched(Diagnosis diagnosis, List<LibraryState> states)
    {
        var paths = new MachinePaths(diagnosis.Windows);
        var folders = states.Select(state => paths.Parent(state.Path!)).Distinct(paths.Comparer).ToList();
        return Problem(FindingIds.LibraryNotOnPath, EffectOf(diagnosis), states[0].Library.Name,
            $"{string.Join(", ", states.Select(state => state.Library.Name))} {(states.Count == 1 ? "is" : "are")} installed, but the loader does not look there.",
            CudaWords.AddToPath(folders, diagnosis.Windows), [.. states.Select(state => state.Path!)]);
    }

    private Finding? One(Diagnosis diagnosis, TensorFlowRelease release, LibraryState state)
    {
        var effect = EffectOf(diagnosis);
        var name = state.Library.Name;
        var path = state.Path ?? "";
        switch (state.Trouble)
        {
            case LibraryTrouble.Misnamed:
                return Problem(FindingIds.LibraryMisnamed, effect, name,
                    $"{name} is missing, but the same library is there under another name: {path}.",
                    CudaWords.Repair(release, [name]) with
                    {
                        Text = CudaWords.Repair(release, [name]).Text + " For trying, `kerasport doctor --fix` copies the file to the name asked for.",
                    },
                    $"{path}: {CudaWords.Of(state.Version)}, by {state.Version?.Evidence}");
            case LibraryTrouble.WrongMachine:
                return LibraryWords.WrongMachine(Problem, diagnosis, effect, path, state.Detail!);
            case LibraryTrouble.Damaged:
                return LibraryWords.Damaged(Problem, effect, path, state.Detail!);
            case LibraryTrouble.DependencyMissing:
                return LibraryWords.DependencyMissing(Problem, effect, path, state.Detail!);
            case LibraryTrouble.None or LibraryTrouble.OtherVersion when diagnosis.LoaderAnswers.TryGetValue(path, out var answer) && answer.Code != 0:
                return LibraryWords.Refused(Problem, diagnosis, effect, path, answer);
            default:
                return null;
        }
    }
}
