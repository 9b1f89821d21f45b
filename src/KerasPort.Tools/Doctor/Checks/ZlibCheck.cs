using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>The zlib that cuDNN 8.3 and later load at their first convolution.</summary>
internal sealed class ZlibCheck() : Check("zlib for cuDNN")
{
    public override IEnumerable<Finding> Examine(Diagnosis diagnosis)
    {
        if (diagnosis.Gpus.Count == 0 || diagnosis.Cudnn is not { Reached.Good: true } cudnn)
        {
            yield break;
        }

        if (cudnn.MissingZlib is { } zlib)
        {
            yield return Problem(FindingIds.ZlibMissing, Effect.GpuUnusable, zlib,
                $"cuDNN {cudnn.Version} needs {zlib}, which is missing. The GPU is found, and the first convolution ends the program.",
                new Remedy(RemedyIds.InstallZlib, diagnosis.Windows
                    ? $"Get zlibwapi.dll from {Pages.Zlib} (in it: dll_x64\\zlibwapi.dll) and put it beside {cudnn.Name}."
                    : "Install zlib, for instance: apt install zlib1g"));
        }
        else if (cudnn.Version is { } version && CudnnFiles.Zlib(version, diagnosis.Windows) is { } present)
        {
            yield return Ok(present);
        }
    }
}
