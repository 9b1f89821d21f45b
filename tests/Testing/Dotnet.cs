using System.Diagnostics;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.Testing;

/// <summary>The SDK's command and the programs it builds, run by tests as a user would.</summary>
public static class Dotnet
{
    /// <summary>Runs `dotnet ARGUMENTS` in a folder.</summary>
    /// <param name="folder">The working folder.</param>
    /// <param name="arguments">The command and its options, or the path of a built program.</param>
    /// <returns>What it wrote to its standard output. It failing fails the test.</returns>
    public static Task<string> RunAsync(string folder, params string[] arguments) => RunProgramAsync("dotnet", folder, arguments);

    /// <summary>Runs a program in a folder.</summary>
    /// <inheritdoc cref="RunAsync" path="/returns"/>
    public static async Task<string> RunProgramAsync(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What this test run itself uses must not be what the program finds, and no build node may outlive the test.
        start.Environment.Remove(RuntimeLocator.Variable);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}\n{await error}");
        return output;
    }
}
