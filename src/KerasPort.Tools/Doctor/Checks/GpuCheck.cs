using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Machines;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>Whether there is an NVIDIA GPU.</summary>
internal sealed class GpuCheck() : Check("NVIDIA GPU")
{
    public override IEnumerable<Finding> Examine(Diagnosis diagnosis)
    {
        if (diagnosis.Gpus.Count > 0)
        {
            yield return Ok(string.Join(", ", diagnosis.Gpus.Select(gpu => gpu.Name)), [.. diagnosis.Gpus.Select(gpu => "from " + gpu.Evidence).Distinct()]);
            yield break;
        }

        var reason = diagnosis.Machine.Facts.Platform == Platform.MacOS ? "On macOS TensorFlow has no CUDA." : "There is no NVIDIA GPU in this machine.";
        string[] evidence = diagnosis.Smi?.SilenceText is { } silence ? [silence] : [];
        const string Cost = " TensorFlow computes on the CPU: results are the same, only training takes longer.";
        if (diagnosis.Chosen is { IsGpuBuild: true })
        {
            yield return Problem(FindingIds.NoGpu, EffectOf(diagnosis), null, reason + (diagnosis.ImportsCuda
                    ? " This build imports NVIDIA's driver and does not load without it."
                    : Cost),
                new Remedy(RemedyIds.UseCpuBuild, "Use the CPU build of TensorFlow here: it is smaller and computes the same."), evidence);
            yield break;
        }

        yield return Note(FindingIds.NoGpu, reason + Cost, evidence);
    }
}
