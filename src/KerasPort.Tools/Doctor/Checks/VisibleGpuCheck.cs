using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>Settings that hide the GPU from CUDA.</summary>
internal sealed class VisibleGpuCheck() : Check("GPU visible")
{
    public override IEnumerable<Finding> Examine(Diagnosis diagnosis)
    {
        if (diagnosis.Gpus.Count == 0)
        {
            yield break;
        }

        if (GpuSurvey.Hidden(diagnosis.Machine, diagnosis.Gpus.Count) is { } setting)
        {
            yield return Problem(FindingIds.GpuHidden, Effect.GpuUnusable, setting.Split('=')[0],
                $"The environment hides the GPU: {setting}.",
                new Remedy(RemedyIds.UnhideGpu, $"Remove the environment variable {setting.Split('=')[0]} (or set it to 0) and start the program again."));
        }
    }
}
