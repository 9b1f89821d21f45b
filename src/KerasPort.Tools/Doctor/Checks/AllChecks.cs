using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Machines;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>Every check, in the order in which their problems are to be repaired.</summary>
internal static class AllChecks
{
    public static IReadOnlyList<ICheck> List { get; } =
    [
        new SystemCheck(),
        new CpuCheck(),
        new TensorFlowFileCheck(),
        new VisualCppCheck(),
        new BuildCheck(),
        new VersionKnownCheck(),
        new GpuCheck(),
        new DriverCheck(),
        new VisibleGpuCheck(),
        new CapabilityCheck(),
        new ToolkitsCheck(),
        new CudaLibrariesCheck(),
        new PathOrderCheck(),
        new CudnnCheck(),
        new ZlibCheck(),
        new MixCheck(),
        new ProfilerCheck(),
    ];

    /// <summary>Examines a machine.</summary>
    public static Report Examine(IMachine machine)
    {
        var diagnosis = new Diagnosis(machine);
        return new Report([.. List.SelectMany(check => check.Examine(diagnosis))]);
    }
}
