using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>The profiler's library; its absence matters to nobody who does not profile.</summary>
internal sealed class ProfilerCheck() : Check("Profiler library")
{
    public override IEnumerable<Finding> Examine(Diagnosis diagnosis)
    {
        if (diagnosis.Gpus.Count == 0 || diagnosis.Target?.Release is not { } release || diagnosis.Libraries?.Toolkit.Searched != true)
        {
            yield break;
        }

        var name = release.CuptiName(diagnosis.Windows);
        if (!diagnosis.Search.Find(name).Any())
        {
            yield return Note(FindingIds.ProfilerLibraryMissing, $"{name} is not found: only profiling needs it.");
        }
    }
}
