namespace KerasPort.Tools.Commands;

/// <summary>The exit codes of the tool; the doctor has further ones of its own.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Success = 0;

    /// <summary>The command was understood, but failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int WrongUsage = 64;

    /// <summary>The user ended the command with Ctrl+C.</summary>
    public const int Cancelled = 130;
}
