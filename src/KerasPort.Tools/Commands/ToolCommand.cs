using System.CommandLine;
using System.CommandLine.Help;

namespace KerasPort.Tools.Commands;

/// <summary>The kerasport command: its subcommands, and what becomes of errors.</summary>
internal static class ToolCommand
{
    // Long enough for a cancelled installation to remove what it has unpacked.
    private static readonly TimeSpan s_cancellationTime = TimeSpan.FromSeconds(20);

    /// <summary>Runs one command line.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var parsed = Create().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            await parsed.InvokeAsync(Configure(output, error), cancellationToken).ConfigureAwait(false);
            return ExitCode.WrongUsage;
        }
        try
        {
            return await parsed.InvokeAsync(Configure(output, error), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Cancelled.").ConfigureAwait(false);
            return ExitCode.Cancelled;
        }
        catch (Exception problem) when (IsExpected(problem))
        {
            await error.WriteLineAsync(problem.Message).ConfigureAwait(false);
            return ExitCode.Failed;
        }
    }

    // Not a RootCommand, whose help would call the tool by the name of its file.
    private static Command Create() => new("kerasport", "Tools for KerasPort: libtensorflow, GPUs and Keras' model files.")
    {
        new HelpOption(),
        new VersionOption(),
        DoctorCommand.Create(),
        RuntimeCommand.Create(),
        H5Command.Create(),
    };

    private static InvocationConfiguration Configure(TextWriter output, TextWriter error) => new()
    {
        Output = output,
        Error = error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = s_cancellationTime,
    };

    // What a user can do something about is told without a stack trace; everything else is a fault of ours and shows one.
    private static bool IsExpected(Exception problem) => problem is IOException or InvalidDataException or UnauthorizedAccessException
        or DllNotFoundException or PlatformNotSupportedException;
}
