using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>Microsoft's C++ runtime, which tensorflow.dll imports.</summary>
internal sealed class VisualCppCheck() : Check("Visual C++ runtime")
{
    public override IEnumerable<Finding> Examine(Diagnosis diagnosis)
    {
        if (!diagnosis.Windows || diagnosis.Chosen is not { } chosen)
        {
            yield break;
        }

        string[] needed = chosen.Version is null || chosen.Version >= new Version(2, 1)
            ? ["msvcp140.dll", "vcruntime140.dll", "msvcp140_1.dll", "vcruntime140_1.dll"]
            : ["msvcp140.dll", "vcruntime140.dll"];
        var missing = needed.Where(name => !diagnosis.Search.Find(name).Any()).ToArray();
        if (missing.Length == 0)
        {
            yield return Ok("installed");
            yield break;
        }

        yield return Problem(FindingIds.VcRuntimeMissing, Effect.TensorFlowUnusable, missing[0],
            $"Microsoft's Visual C++ runtime is not complete: {string.Join(", ", missing)} missing. Without it tensorflow.dll does not load.",
            new Remedy(RemedyIds.InstallVcRuntime, $"Install Microsoft's Visual C++ Redistributable for x64: {Pages.VisualCpp}"));
    }
}
