using KerasPort.Tools.Commands;
using KerasPort.Tools.Doctor.Asking;
using KerasPort.Tools.Doctor.Checks;
using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Fixing;
using KerasPort.Tools.Doctor.Logs;
using KerasPort.Tools.Doctor.Machines;
using KerasPort.Tools.Doctor.Machines.Real;
using KerasPort.Tools.Doctor.Output;
using KerasPort.Tools.Doctor.Surveys;
using KerasPort.Tools.Doctor.WhatIf;

namespace KerasPort.Tools.Doctor;

/// <summary>Answers what the doctor was asked and gives the exit code.</summary>
internal static class DoctorProgram
{
    // Without a GPU the whole answer is there within two seconds, whatever the disk does and on a busy machine too.
    private static readonly TimeSpan s_quickAnswer = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_shortestQuestion = TimeSpan.FromSeconds(0.1);

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
        else if (Directory.Exists(options.Log))
        {
            throw new InvalidDataException($"`--log`: must be a file. Received: {options.Log}, a folder.");
        }
        else if (!File.Exists(options.Log))
        {
            throw new InvalidDataException($"`--log`: there is no such file. Received: {options.Log}.");
        }
        else
        {
            using var reader = new StreamReader(options.Log, detectEncodingFromByteOrderMarks: true);
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
        var (machine, answer, unanswered) = options.Machine is { } file ? (SimulatedMachine.Read(file), null, null) : Asked(options);
        var findings = AllChecks.Examine(machine).Findings;
        var report = new Report(answer is not null ? AnswerFindings.Join(findings, answer) : unanswered is not null ? [.. findings, unanswered] : findings);
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

    private static (IMachine Machine, LibraryAnswer? Answer, Finding? Unanswered) Asked(DoctorOptions options)
    {
        var machine = ThisMachine(options);
        // A processor without AVX or a file that can't be read is known to fail: then the checks alone answer.
        if (options.Ask == false || !machine.Facts.CpuFeatures.Contains("avx") || Loadable(machine) is not { } path)
        {
            return (machine, null, null);
        }

        var quick = options.Ask is null && new Diagnosis(machine).Gpus.Count == 0;
        var patience = quick ? s_quickAnswer - SinceStart() : LibraryQuestion.Patience;
        // On a busy machine the time may be over before the question is put.
        var answer = patience > s_shortestQuestion ? LibraryQuestion.Ask(path, patience) : null;
        if (answer is null)
        {
            return (machine, null, AnswerFindings.Unanswered(path, quick));
        }

        return answer.Version is { } version
            ? (new RealMachine(machine.Facts.ApplicationFolder!, [machine.TensorFlow[0] with { Version = version, VersionSource = "the library itself" }, .. machine.TensorFlow.Skip(1)]), answer, null)
            : (machine, answer, null);
    }

    private static TimeSpan SinceStart()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return DateTime.Now - process.StartTime;
    }

    private static string? Loadable(RealMachine machine)
    {
        try
        {
            return machine.TensorFlow.Count > 0 && machine.TensorFlow[0].Path is var path && machine.ReadImage(path).Machine == machine.Facts.Architecture ? path : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
