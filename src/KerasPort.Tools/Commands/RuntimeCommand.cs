using System.CommandLine;

namespace KerasPort.Tools.Commands;

/// <summary>kerasport runtime: which libtensorflow is used, which can be had, and its installation.</summary>
internal static class RuntimeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create() => new("runtime", "Find, list and install libtensorflow, the library that computes.")
    {
        RuntimeListCommand.Create(),
        RuntimeInstallCommand.Create(),
        RuntimePathCommand.Create(),
    };
}
