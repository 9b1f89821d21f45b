using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;

namespace KerasPort.Bench;

/// <summary>What a result was measured on.</summary>
internal static class Machine
{
    public static string Repository { get; } = Path.GetFullPath(typeof(Machine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!);

    /// <summary>The app as `dotnet build -c Release` leaves it.</summary>
    public static string App => Path.Combine(Repository, "src", "KerasPort.Mnist", "bin", "Release", "net10.0", "KerasPort.Mnist.dll");

    public static JsonObject Describe() => new()
    {
        ["cpu"] = Line("/proc/cpuinfo", "model name"),
        ["cores"] = Environment.ProcessorCount,
        ["memory"] = Line("/proc/meminfo", "MemTotal"),
        ["os"] = System.Runtime.InteropServices.RuntimeInformation.OSDescription,
        ["dotnet"] = Environment.Version.ToString(),
    };

    /// <summary>The load average over the last 15 minutes: how many threads wanted to run, the bench's own among them.</summary>
    public static double Load() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The commit, with a plus where the tree has changes.</summary>
    public static string Commit()
    {
        var commit = Output("git", "-C", Repository, "rev-parse", "--short", "HEAD");
        return Output("git", "-C", Repository, "status", "--porcelain", "-uno") is "" ? commit : commit + "+";
    }

    /// <summary>The most memory that a process held so far (VmHWM), in MiB.</summary>
    public static double PeakMegabytes(int process) =>
        Line($"/proc/{process}/status", "VmHWM") is { } text ? double.Parse(text.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) / 1024 : 0;

    private static string? Line(string file, string key)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string Output(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Trim();
    }
}
