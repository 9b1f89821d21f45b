using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace KerasPort.Tools.Doctor.Asking;

/// <summary>Asks the real library in a child process and reads its answer.</summary>
internal static class LibraryQuestion
{
    /// <summary>How long the library may take where its answer decides.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(90);

    /// <summary>Asks the library at that path.</summary>
    /// <param name="path">The library.</param>
    /// <param name="patience">How long to wait for it.</param>
    /// <returns>Its answer; null where it took longer, which a slow disk can explain as well as a fault.</returns>
    public static LibraryAnswer? Ask(string path, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        // From 2.12 on TensorFlow names missing libraries only where it is told to.
        var child = ChildProcess.Run(["doctor", AskingChild.Verb, path], patience, [("TF_CPP_VMODULE", "dso_loader=1"), ("TF_CPP_MIN_LOG_LEVEL", "0")]);
        if (child.ExitCode is not { } exitCode)
        {
            return null;
        }

        string? version = null;
        var devices = new List<DeviceAnswer>();
        foreach (var line in child.Output.Split('\n').Where(line => line.StartsWith('{')))
        {
            try
            {
                using var document = JsonDocument.Parse(line);
                var root = document.RootElement;
                if (root.TryGetProperty("version", out var stated))
                {
                    version = stated.GetString();
                }
                else
                {
                    devices.Add(new DeviceAnswer(
                        root.GetProperty("name").GetString()!,
                        root.GetProperty("type").GetString()!,
                        root.GetProperty("memory_bytes").GetInt64(),
                        root.TryGetProperty("milliseconds", out var time) ? time.GetDouble() : 0,
                        root.TryGetProperty("right", out var right) && right.GetBoolean(),
                        root.TryGetProperty("error", out var error) ? error.GetString() : null));
                }
            }
            catch (JsonException)
            {
                // A crash can cut the last line; what came before still counts.
                break;
            }
        }

        var failure = exitCode switch
        {
            0 => null,
            _ when version is null && child.Error.Contains("could not load", StringComparison.Ordinal) => LastLine(child.Error) ?? Ended(exitCode),
            _ => LastLine(child.Error) is { } last ? $"{Ended(exitCode)}: {last}" : Ended(exitCode),
        };
        return new LibraryAnswer(path, version, devices, failure, watch.Elapsed.TotalSeconds, child.Error);
    }

    private static string Ended(int code) => code switch
    {
        134 => "the process was aborted (SIGABRT)",
        136 => "the process ended with SIGFPE",
        132 => "the process ended with an illegal instruction (SIGILL)",
        139 => "the process crashed (SIGSEGV)",
        -1073741819 => "the process crashed (0xC0000005)",
        -1073740791 => "the process was aborted (0xC0000409)",
        -1073741795 => "the process ended with an illegal instruction (0xC000001D)",
        _ => string.Create(CultureInfo.InvariantCulture, $"the process ended with code {code}"),
    };

    // Below an unhandled exception of .NET stands its stack, which tells a user nothing.
    private static string? LastLine(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault(line => !line.StartsWith("at ", StringComparison.Ordinal));
}
