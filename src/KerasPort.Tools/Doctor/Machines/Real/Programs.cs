using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace KerasPort.Tools.Doctor.Machines.Real;

/// <summary>Finds and runs programs such as nvidia-smi, never from the current folder.</summary>
internal static class Programs
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly ConcurrentDictionary<string, string?> s_outputs = new(StringComparer.Ordinal);

    public static string? Find(string program)
    {
        var windows = OperatingSystem.IsWindows();
        string[] own = windows
            ? [Environment.SystemDirectory, Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "NVIDIA Corporation", "NVSMI")]
            : ["/usr/lib/wsl/lib"];
        var listed = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(Path.IsPathFullyQualified);
        return own.Concat(listed).Select(folder => Path.Combine(folder, windows ? program + ".exe" : program)).FirstOrDefault(File.Exists);
    }

    /// <summary>What it prints to standard output and error, or null where it can't be run. Each is run once: one that hangs costs its patience.</summary>
    public static string? Output(string path, IReadOnlyList<string> arguments) =>
        s_outputs.GetOrAdd($"{path}\n{string.Join('\n', arguments)}", _ => Run(path, arguments));

    private static string? Run(string path, IReadOnlyList<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false });
            if (process is null)
            {
                return null;
            }

            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(s_patience))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }

            return output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult();
        }
        catch (Exception problem) when (problem is Win32Exception or IOException or InvalidOperationException)
        {
            return null;
        }
    }
}
