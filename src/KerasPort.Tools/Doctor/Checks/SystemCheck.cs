using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>Operating system and architecture: TensorFlow exists for 64-bit processes, on Windows only for x64.</summary>
internal sealed class SystemCheck() : Check("Operating system")
{
    public override IEnumerable<Finding> Examine(Diagnosis diagnosis)
    {
        var facts = diagnosis.Machine.Facts;
        var around = diagnosis.Surroundings;
        var name = string.Join(", ", new[]
        {
            $"{facts.Platform} {facts.OsVersion}".Trim(), facts.Architecture, around.Wsl ? "WSL" : null, around.Container is { } container ? container + " container" : null,
        }.OfType<string>());
        if (facts.Architecture == "x86" || (facts.IsWindows && facts.Architecture != "x64"))
        {
            yield return Problem(FindingIds.ArchitectureUnsupported, Effect.TensorFlowUnusable, facts.Architecture,
                $"This process runs as {facts.Architecture}, and there is no TensorFlow for {facts.Platform} on {facts.Architecture}.",
                new Remedy(RemedyIds.Use64BitProcess, "Build and run the program for x64 (in the project file: no Prefer32Bit, PlatformTarget x64)."), name);
            yield break;
        }

        yield return Ok(name);
    }
}
