using KerasPort.Tools.Commands;
using KerasPort.Tools.Doctor.Asking;
using KerasPort.Tools.Doctor.Checks;
using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Fixing;
using KerasPort.Tools.Doctor.Logs;
using KerasPort.Tools.Doctor.Machines;
using KerasPort.Tools.Doctor.Machines.Real;
using KerasPort.Tools.Doctor.Output;
using KerasPort.Tools.Doctor.WhatIf;

namespace KerasPort.Tools.Doctor;

/// <summary>Answers what the doctor was asked and gives the exit code.</summary>
internal static class DoctorProgram
{
    /// <summary>Answers; an input file that can't be read counts as wrong usage.</summary>
    public static int Run(DoctorOptions options, TextReader input, TextWriter output, TextWriter error)
    {
        try
        {
            return options switch
            {
                { Log: not null } => Explain(options, input, output),
                { Fix: true } or { Undo: true } => FixCommand.Run(options, input, output, error),
                { TensorFlow: not null } => WhatIfCommand.Run(options, output, error),
                _ => Examine(options, output),
            };
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine(problem.Message);
            return ExitCode.WrongUsage;
        }
    }

    /// <summary>This machine, with the TensorFlow libraries that the program in that folder would find.</summary>
    public static RealMachine ThisMachine(DoctorOptions options)
    {
        var folder = Path.GetFullPath(options.Application ?? AppContext.BaseDirectory);
        return new RealMachine(folder, TensorFlowCandidates.Find(folder));
    }

    private static int Explain(DoctorOptions options, TextReader input, TextWriter output)
    {
        LogReport report;
        if (options.Log == "-")
        {
            report = LogExplainer.Explain(input);
        }
        else
        {
            using var reader = new StreamReader(options.Log!, detectEncodingFromByteOrderMarks: true);
            report = LogExplainer.Explain(reader);
        }

        if (options.Json)
        {
            output.WriteLine(LogJson.Of(report));
        }
        else
        {
            LogText.Write(report, output, options);
        }

        return report.ExitCode;
    }

    private static int Examine(DoctorOptions options, TextWriter output)
    {
        IMachine machine;
        LibraryAnswer? answer = null;
        if (options.Machine is { } file)
        {
            machine = SimulatedMachine.Read(file);
        }
        else
        {
            var real = ThisMachine(options);
            machine = real;
            // A processor without AVX or a damaged file is known to fail: then the checks alone answer.
            if (options.Ask && real.TensorFlow.Count > 0 && real.Facts.CpuFeatures.Contains("avx") && Asked(real) is { } path)
            {
                answer = LibraryQuestion.Ask(path);
                if (real.TensorFlow[0].Version is null && answer.Version is { } version)
                {
                    machine = new RealMachine(real.Facts.ApplicationFolder!, [real.TensorFlow[0] with { Version = version, Source = real.TensorFlow[0].Source }, .. real.TensorFlow.Skip(1)]);
                }
            }
        }

        var report = AllChecks.Examine(machine);
        if (answer is not null)
        {
            report = new Report(AnswerFindings.Join(report.Findings, answer));
        }

        if (options.Json)
        {
            output.WriteLine(ReportJson.Of(report, answer));
        }
        else
        {
            ReportText.Write(report, output, options.Plain || !options.Terminal, options.Verbose);
        }

        return report.ExitCode;
    }

    private static string? Asked(RealMachine machine)
    {
        try
        {
            var path = machine.TensorFlow[0].Path;
            return machine.ReadImage(path).Machine == machine.Facts.Architecture ? path : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
