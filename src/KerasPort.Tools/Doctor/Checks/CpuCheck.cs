using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>Instruction sets without which TensorFlow ends the whole process when it is loaded.</summary>
internal sealed class CpuCheck() : Check("Processor")
{
    public override IEnumerable<Finding> Examine(Diagnosis diagnosis)
    {
        var facts = diagnosis.Machine.Facts;
        if (facts.Architecture != "x64")
        {
            yield break;
        }

        var version = diagnosis.Chosen?.Version;
        if (!facts.CpuFeatures.Contains("avx") && (version is null || version >= new Version(1, 6)))
        {
            yield return Problem(FindingIds.CpuFeatureMissing, Effect.TensorFlowUnusable, "AVX",
                "This processor has no AVX instructions; TensorFlow's official builds end the process when they are loaded.",
                new Remedy(RemedyIds.UseOtherMachine, "Use a processor with AVX (Intel from 2011, AMD from 2011), in a virtual machine pass the host's CPU through, or build TensorFlow yourself."));
        }
        else if (!facts.CpuFeatures.Contains("avx2") && version is { Major: 2, Minor: 4, Build: 0 })
        {
            yield return Problem(FindingIds.CpuFeatureMissing, Effect.TensorFlowUnusable, "AVX2",
                "TensorFlow 2.4.0 needs AVX2, which this processor does not have; no other version needs it.",
                new Remedy(RemedyIds.UseOtherTensorFlow, "Use TensorFlow 2.4.1 or another version instead of 2.4.0."));
        }
        else
        {
            yield return Ok(facts.CpuFeatures.Contains("avx2") ? "AVX2" : "AVX");
        }
    }
}
