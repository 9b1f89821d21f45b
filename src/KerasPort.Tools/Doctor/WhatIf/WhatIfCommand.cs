using KerasPort.Tools.Commands;
using KerasPort.Tools.Doctor.Checks;
using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.Output;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.WhatIf;

/// <summary>Answers "what if": which CUDA and cuDNN a TensorFlow version needs, and whether a folder has them.</summary>
internal static class WhatIfCommand
{
    private static readonly ICheck[] s_checks = [new ToolkitsCheck(), new CudaLibrariesCheck(), new PathOrderCheck(), new CudnnCheck(), new ZlibCheck(), new MixCheck()];

    public static int Run(DoctorOptions options, TextWriter output, TextWriter error)
    {
        var version = TensorFlowFound.Parse(options.TensorFlow);
        var release = TensorFlowRelease.Find(version);
        if (version is null || release is null)
        {
            error.WriteLine($"`--tensorflow`: must be a version from {TensorFlowRelease.All[0].Version} to {TensorFlowRelease.All[^1].Version}, such as 2.10. Received: {options.TensorFlow}.");
            return ExitCode.WrongUsage;
        }

        if (options.Cuda is { } folder && !Directory.Exists(folder))
        {
            error.WriteLine($"`--cuda`: must be a folder. Received: {folder}.");
            return ExitCode.WrongUsage;
        }

        var windows = options.Windows;
        var needs = new Needs(release, windows);
        var report = !needs.HasGpuBuild ? new Report([Ended(release)])
            : options.Cuda is null ? null
            : Examine(new WhatIfMachine(release, version, windows, options.Cuda));
        if (options.Json)
        {
            output.WriteLine(NeedsJson.Of(needs, report));
        }
        else
        {
            NeedsText.Write(needs, report, output, options);
        }

        return report?.ExitCode ?? ExitCode.Success;
    }

    /// <summary>Whether the folder of that machine has what is needed.</summary>
    public static Report Examine(WhatIfMachine machine)
    {
        var diagnosis = new Diagnosis(machine);
        return new Report([.. s_checks.SelectMany(check => check.Examine(diagnosis))]);
    }

    private static Finding Ended(TensorFlowRelease release) => new()
    {
        Check = "CPU or GPU build",
        Id = FindingIds.WindowsGpuEnded,
        Severity = Severity.Problem,
        Effect = Effect.GpuUnusable,
        Subject = release.Version.ToString(),
        Message = $"TensorFlow {release.Version} has no GPU support on Windows: 2.10 was the last version with it.",
        Remedy = CudaWords.WindowsEnded,
    };
}
