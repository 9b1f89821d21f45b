using System.CommandLine;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.Tools.Commands;

/// <summary>kerasport runtime path.</summary>
internal static class RuntimePathCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var version = new Argument<string?>("version")
        {
            Description = "An installed version, such as 1.15.0. Default: the libtensorflow that is used.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("path", $"Print the path of libtensorflow, as {RuntimeLocator.Variable} takes it.") { version };
        command.SetAction(parsed => Write(parsed.GetValue(version), parsed.InvocationConfiguration));
        return command;
    }

    private static int Write(string? version, InvocationConfiguration io)
    {
        if (version is null)
        {
            io.Output.WriteLine(RuntimeLocator.Require());
            return ExitCode.Success;
        }
        var path = RuntimeCatalogue.ForThisPlatform.Where(package => package.Version == version).Select(RuntimeCache.Find).FirstOrDefault(path => path is not null);
        if (path is null)
        {
            io.Error.WriteLine($"libtensorflow {version} is not installed in {RuntimeCache.Folder}: `kerasport runtime install {version}` installs it.");
            return ExitCode.Failed;
        }
        io.Output.WriteLine(path);
        return ExitCode.Success;
    }
}
