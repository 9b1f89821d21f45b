using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace KerasPort.Tools.Doctor.Machines.Real;

/// <summary>Finds and runs programs such as nvidia-smi, never from the current folder.</summary>
internal static class Programs
{
    private static readonly ConcurrentDictionary<string, Lazy<ProgramAnswer>> s_answers = new(StringComparer.Ordinal);

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

    /// <summary>What it prints to standard output and error. Each is run once: one that hangs costs its patience once.</summary>
    public static ProgramAnswer Output(string path, TimeSpan patience, IReadOnlyList<string> arguments) =>
        s_answers.GetOrAdd($"{path}\n{string.Join('\n', arguments)}", _ => new(() => Run(path, patience, arguments))).Value;

    private static ProgramAnswer Run(string path, TimeSpan patience, IReadOnlyList<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false });
            if (process is null)
            {
                return new ProgramAnswer(null, false);
            }

            // Both to their end: a program may end and leave a child behind that holds them open.
            var texts = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (!texts.Wait(patience))
            {
                process.Kill(entireProcessTree: true);
                return new ProgramAnswer(null, true);
            }

            return new ProgramAnswer(string.Concat(texts.Result), false);
        }
        catch (Exception problem) when (problem is Win32Exception or IOException or InvalidOperationException or AggregateException)
        {
            return new ProgramAnswer(null, false);
        }
    }
}
