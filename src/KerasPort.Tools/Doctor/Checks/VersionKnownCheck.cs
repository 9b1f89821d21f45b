using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>Whether the version of the GPU build is known: without it nobody can say which CUDA it needs.</summary>
internal sealed class VersionKnownCheck() : Check("TensorFlow version")
{
    public override IEnumerable<Finding> Examine(Diagnosis diagnosis)
    {
        if (diagnosis.Gpus.Count > 0 && diagnosis.Target is { Image: not null, Release: null } target)
        {
            yield return Warning(FindingIds.TensorFlowVersionUnknown,
                "The version of this TensorFlow is nowhere to be seen, so which CUDA it needs can't be told.",
                new Remedy(RemedyIds.TellTensorFlowVersion, "Ask with its version: kerasport doctor --tensorflow VERSION --cuda FOLDER."), target.Candidate.Path);
        }
    }
}
