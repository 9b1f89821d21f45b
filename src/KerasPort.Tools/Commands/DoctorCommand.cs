using System.CommandLine;
using KerasPort.Tools.Doctor;
using KerasPort.Tools.Doctor.Asking;

namespace KerasPort.Tools.Commands;

/// <summary>The command line of <c>kerasport doctor</c>: reads the options and hands over to the part that answers.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var log = new Option<string?>("--log") { Description = "Explain a TensorFlow log: a file, or standard input where none is named.", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
        var tensorFlow = new Option<string?>("--tensorflow") { Description = "What if: say what this TensorFlow version needs.", HelpName = "VERSION" };
        var cuda = new Option<string?>("--cuda") { Description = "What if: look whether this folder of CUDA has what --tensorflow needs.", HelpName = "FOLDER" };
        var system = new Option<string?>("--os") { Description = "What if: for windows or linux. Default: this system." };
        system.AcceptOnlyFromAmong("windows", "linux");
        var machine = new Option<string?>("--machine") { Description = "Examine the machine that this JSON file describes instead of this one.", HelpName = "FILE" };
        var application = new Option<string?>("--app") { Description = "The folder of the program that shall use TensorFlow. Default: this tool's own.", HelpName = "FOLDER" };
        var fix = new Option<bool>("--fix") { Description = "Copy CUDA libraries to the names that TensorFlow asks for, after asking. Read what it says first." };
        var undo = new Option<bool>("--undo") { Description = "Take back what --fix copied." };
        var yes = new Option<bool>("--yes") { Description = "Do not ask before --fix." };
        var ask = new Option<bool>("--ask") { Description = "Wait for the real library even where there is no GPU." };
        var noAsk = new Option<bool>("--no-ask") { Description = "Do not load the real library in a process of its own." };
        var json = new Option<bool>("--json") { Description = "Write JSON (its schema is in docs/doctor.md)." };
        var plain = new Option<bool>("--plain") { Description = "Write plain text even in a terminal." };
        var verbose = new Option<bool>("--verbose") { Description = "Show all evidence." };
        var command = new Command("doctor", "Tells whether TensorFlow will use the GPU, and if not, which single thing to do next.")
        {
            log, tensorFlow, cuda, system, machine, application, fix, undo, yes, ask, noAsk, json, plain, verbose, AskLibrary(), TryLoad(),
        };
        command.Validators.Add(result =>
        {
            bool Given(Option option) => result.GetResult(option) is { Implicit: false };
            Option[] modes = [log, machine, fix, undo];
            if (modes.Count(Given) > 1 || (Given(tensorFlow) && (Given(log) || Given(machine))))
            {
                result.AddError("`--log`, `--machine`, `--tensorflow`, `--fix` and `--undo` ask different questions: give one (only --fix and --undo go with --tensorflow and --cuda).");
            }
            else if ((Given(cuda) || Given(system)) && !Given(tensorFlow))
            {
                result.AddError("`--cuda` and `--os` need --tensorflow VERSION.");
            }
            else if (Given(yes) && !Given(fix))
            {
                result.AddError("`--yes` goes with --fix only.");
            }
            else if ((Given(application) || Given(ask) || Given(noAsk)) && (Given(log) || Given(machine) || Given(tensorFlow)))
            {
                result.AddError("`--app`, `--ask` and `--no-ask` are about this machine: they do not go with --log, --machine and --tensorflow.");
            }
            else if (Given(ask) && Given(noAsk))
            {
                result.AddError("`--ask` and `--no-ask` exclude each other.");
            }
            else if (Given(json) && (Given(fix) || Given(undo)))
            {
                result.AddError("`--json` does not go with --fix and --undo.");
            }
        });
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var options = new DoctorOptions
            {
                Machine = parsed.GetValue(machine),
                Log = parsed.GetResult(log) is { Implicit: false } ? parsed.GetValue(log) ?? "-" : null,
                TensorFlow = parsed.GetValue(tensorFlow),
                Cuda = parsed.GetValue(cuda),
                Windows = parsed.GetValue(system) is { } named ? named == "windows" : OperatingSystem.IsWindows(),
                Application = parsed.GetValue(application),
                Ask = parsed.GetValue(noAsk) ? false : parsed.GetValue(ask) ? true : null,
                Fix = parsed.GetValue(fix),
                Undo = parsed.GetValue(undo),
                Yes = parsed.GetValue(yes),
                Json = parsed.GetValue(json),
                Plain = parsed.GetValue(plain),
                Verbose = parsed.GetValue(verbose),
                Terminal = output == Console.Out && !Console.IsOutputRedirected,
            };
            var reads = options.Log == "-" || (options.Fix && !options.Yes);
            return DoctorProgram.Run(options, reads && StandardInput.IsClosed() ? TextReader.Null : Console.In, output, parsed.InvocationConfiguration.Error);
        });
        return command;
    }

    private static Command AskLibrary()
    {
        var path = new Argument<string>("path");
        var command = new Command(AskingChild.Verb, "Loads a TensorFlow library; the doctor runs this in a process of its own.") { path };
        command.Hidden = true;
        command.SetAction(parsed => AskingChild.Run(parsed.GetRequiredValue(path), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static Command TryLoad()
    {
        var paths = new Argument<string[]>("paths") { Arity = ArgumentArity.OneOrMore };
        var command = new Command(LoaderChild.Verb, "Lets the loader try libraries; the doctor runs this in a process of its own.") { paths };
        command.Hidden = true;
        command.SetAction(parsed => LoaderChild.Run(parsed.GetRequiredValue(paths), parsed.InvocationConfiguration.Output));
        return command;
    }
}
