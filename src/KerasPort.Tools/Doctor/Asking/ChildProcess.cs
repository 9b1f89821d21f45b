using System.ComponentModel;
using System.Diagnostics;

namespace KerasPort.Tools.Doctor.Asking;

/// <summary>Starts this very program once more: what crashes there is a finding, not the doctor's end.</summary>
internal static class ChildProcess
{
    /// <summary>What a child left behind.</summary>
    /// <param name="ExitCode">Its exit code, or null where it was stopped because it did not answer.</param>
    /// <param name="Output">Its standard output.</param>
    /// <param name="Error">Its standard error.</param>
    public sealed record Result(int? ExitCode, string Output, string Error);

    public static Result Run(IEnumerable<string> arguments, TimeSpan patience, IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        var program = typeof(ChildProcess).Assembly;
        var host = Environment.ProcessPath ?? "dotnet";
        if (string.Equals(Path.GetFileNameWithoutExtension(host), program.GetName().Name, StringComparison.OrdinalIgnoreCase) || program.Location.Length == 0)
        {
            start.FileName = host;
        }
        else
        {
            start.FileName = Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
            start.ArgumentList.Add(program.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        // A crash is expected to be possible; no dump of it is wanted.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        try
        {
            using var process = Process.Start(start) ?? throw new InvalidOperationException("no process");
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            var answered = process.WaitForExit(patience);
            if (!answered)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }

            return new Result(answered ? process.ExitCode : null, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
        }
        catch (Exception problem) when (problem is Win32Exception or InvalidOperationException or IOException)
        {
            return new Result(-1, "", "The doctor could not start itself once more: " + problem.Message);
        }
    }
}
