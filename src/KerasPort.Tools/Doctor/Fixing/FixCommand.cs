using KerasPort.Tools.Commands;
using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.Machines;
using KerasPort.Tools.Doctor.Surveys;
using KerasPort.Tools.Doctor.WhatIf;

namespace KerasPort.Tools.Doctor.Fixing;

/// <summary>--fix and --undo: the classic renaming as reversible copies, after saying plainly what it means.</summary>
internal static class FixCommand
{
    public static int Run(DoctorOptions options, TextReader input, TextWriter output, TextWriter error)
    {
        var (machine, real) = MachineOf(options, error);
        if (machine is null)
        {
            return ExitCode.WrongUsage;
        }

        var diagnosis = new Diagnosis(machine);
        try
        {
            return options.Undo ? Undo(diagnosis, real, output) : Fix(diagnosis, real, options, input, output, error);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            var done = options.Undo ? "What is listed above was removed; --undo again removes the rest." : "Nothing was changed.";
            var hint = OperatingSystem.IsWindows() ? " Folders under Program Files need a terminal that was started as administrator." : "";
            error.WriteLine($"{problem.Message.TrimEnd('.')}. {done}{hint}");
            return ExitCode.Failed;
        }
    }

    private static (IMachine? Machine, Func<string, string> Real) MachineOf(DoctorOptions options, TextWriter error)
    {
        if (options.TensorFlow is null)
        {
            return (DoctorProgram.ThisMachine(options), path => path);
        }

        var version = TensorFlowFound.Parse(options.TensorFlow);
        if (version is null || TensorFlowRelease.Find(version) is not { } release || options.Cuda is null || !Directory.Exists(options.Cuda))
        {
            error.WriteLine($"`--fix` and `--undo` with --tensorflow need a known version and the folder of CUDA. Received: --tensorflow {options.TensorFlow} --cuda {options.Cuda}.");
            return (null, path => path);
        }

        var machine = new WhatIfMachine(release, version, options.Windows, options.Cuda);
        return (machine, machine.RealPathOf);
    }

    private static int Fix(Diagnosis diagnosis, Func<string, string> real, DoctorOptions options, TextReader input, TextWriter output, TextWriter error)
    {
        var plan = FixPlan.Of(diagnosis);
        if (plan.Refusal is { } refusal)
        {
            error.WriteLine("Nothing was copied. " + refusal);
            return ExitCode.Failed;
        }

        var copies = plan.Copies.Select(copy => new PlannedCopy(real(copy.Original), real(copy.Copy))).ToList();
        output.WriteLine($"TensorFlow was built with {plan.Built}, {plan.Found} is there. These copies would be made, originals stay as they are:");
        foreach (var (original, copy) in copies)
        {
            output.WriteLine($"  {original}");
            output.WriteLine($"    -> {Path.GetFileName(copy)}");
        }

        output.WriteLine();
        output.WriteLine($"What it means: the right cure is {plan.Built}, or a TensorFlow that was built for {plan.Found}{Fitting(diagnosis)}.");
        output.WriteLine("A library of another version under that name may crash or compute wrongly; nobody supports such a mix.");
        output.WriteLine("`kerasport doctor --undo` takes the copies back.");
        if (!options.Yes)
        {
            output.Write("Make these copies? Type yes: ");
            if (input.ReadLine()?.Trim() is not { } answer || !answer.Equals("yes", StringComparison.OrdinalIgnoreCase))
            {
                output.WriteLine();
                output.WriteLine("Nothing was copied.");
                return ExitCode.Failed;
            }
        }

        FixExecution.Make(copies);
        output.WriteLine(FormattableString.Invariant($"{copies.Count} copies made: usable, unsupported mix."));
        return ExitCode.Success;
    }

    private static int Undo(Diagnosis diagnosis, Func<string, string> real, TextWriter output)
    {
        var folders = diagnosis.Search.Folders.Select(folder => folder.Path).Concat(diagnosis.Places).Select(real).Distinct()
            .Where(folder => File.Exists(Path.Combine(folder, FixRecord.FileName))).ToList();
        if (folders.Count == 0)
        {
            output.WriteLine($"Nothing to take back: no {FixRecord.FileName} in the folders that are searched.");
            return ExitCode.Success;
        }

        var complete = true;
        foreach (var folder in folders)
        {
            foreach (var path in FixExecution.Undo(folder, path => output.WriteLine("removed " + path)))
            {
                output.WriteLine($"left alone {path}: it was changed after it was copied");
                complete = false;
            }
        }

        return complete ? ExitCode.Success : ExitCode.Failed;
    }

    private static string Fitting(Diagnosis diagnosis)
    {
        var releases = TensorFlowRelease.BuiltWith(diagnosis.Libraries?.Toolkit.Version, diagnosis.Windows);
        return releases.Count == 0 ? "" : $" (best {string.Join(" or ", releases)})";
    }
}
