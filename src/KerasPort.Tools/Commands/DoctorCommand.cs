using System.CommandLine;
using KerasPort.Tools.Doctor;

namespace KerasPort.Tools.Commands;

/// <summary>The command line of <c>kerasport doctor</c>: reads the options and hands over to the part that answers.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var machine = new Option<FileInfo?>("--machine") { Description = "Examine the machine that this JSON file describes instead of this one.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Write JSON (its schema is in docs/doctor.md)." };
        var plain = new Option<bool>("--plain") { Description = "Write plain text even in a terminal." };
        var verbose = new Option<bool>("--verbose") { Description = "Show all evidence." };
        var command = new Command("doctor", "Tells whether TensorFlow will use the GPU, and if not, which single thing to do next.")
        {
            machine, json, plain, verbose,
        };
        command.SetAction(parsed => DoctorProgram.Run(new DoctorOptions
        {
            Machine = parsed.GetValue(machine)?.FullName,
            Json = parsed.GetValue(json),
            Plain = parsed.GetValue(plain),
            Verbose = parsed.GetValue(verbose),
        }, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }
}
