using KerasPort.Tools.Commands;
using KerasPort.Tools.Doctor.Checks;
using KerasPort.Tools.Doctor.Machines;
using KerasPort.Tools.Doctor.Output;

namespace KerasPort.Tools.Doctor;

/// <summary>Answers what the doctor was asked and gives the exit code.</summary>
internal static class DoctorProgram
{
    /// <summary>Answers; an input file that can't be read counts as wrong usage.</summary>
    public static int Run(DoctorOptions options, TextWriter output, TextWriter error)
    {
        try
        {
            return Examine(options, output);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine(problem.Message);
            return ExitCode.WrongUsage;
        }
    }

    private static int Examine(DoctorOptions options, TextWriter output)
    {
        var report = AllChecks.Examine(SimulatedMachine.Read(options.Machine!));
        if (options.Json)
        {
            output.WriteLine(ReportJson.Of(report, null));
        }
        else
        {
            ReportText.Write(report, output, options.Plain || output != Console.Out || Console.IsOutputRedirected, options.Verbose);
        }

        return report.ExitCode;
    }
}
