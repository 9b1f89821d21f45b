using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Machines;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>Libraries that load under the right name but come from another CUDA, as after copying or renaming them.</summary>
internal sealed class MixCheck() : Check("Library versions")
{
    public override IEnumerable<Finding> Examine(Diagnosis diagnosis)
    {
        var mixed = diagnosis.Gpus.Count == 0 ? [] : diagnosis.Libraries?.States.Where(state => state.Trouble == LibraryTrouble.OtherVersion).ToList() ?? [];
        if (mixed.Count == 0 || diagnosis.Target?.Release is not { } release)
        {
            yield break;
        }

        var paths = new MachinePaths(diagnosis.Windows);
        var first = mixed[0];
        var cuda = mixed.Select(state => state.Version?.Cuda).OfType<CudaVersion>().FirstOrDefault();
        var found = cuda is { Minor: { } minor } ? new Version(cuda.Major, minor) : null;
        yield return Warning(FindingIds.UnsupportedMix,
            $"Usable, unsupported mix: {paths.FileName(first.Path!)} is in truth {first.Version?.RenamedFrom ?? "a library"} of {CudaWords.Of(first.Version)}, "
            + $"TensorFlow {release.Version} was built with CUDA {release.Cuda}. A library of another version may crash or compute wrongly.",
            CudaWords.InstallMatching(release, found, diagnosis.Windows),
            [.. mixed.Select(state => $"{state.Path}: {CudaWords.Of(state.Version)}, by {state.Version?.Evidence}")]);
    }
}
