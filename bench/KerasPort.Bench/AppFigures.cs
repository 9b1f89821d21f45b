using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.Bench;

/// <summary>The built app, as a user runs it.</summary>
internal static partial class AppFigures
{
    private static readonly int[] s_seeds = [1, 2, 3, 4, 5];

    public static void Run(string[] runtimes)
    {
        var app = Machine.App;
        if (!File.Exists(app))
            throw new FileNotFoundException($"The app is not built: dotnet build -c Release. Expected: {app}.");
        var data = Path.Combine(Machine.Repository, "mnist.npz");
        var results = new JsonArray();
        var folder = Directory.CreateTempSubdirectory("kerasport-bench-").FullName;
        try
        {
            foreach (var runtime in runtimes.Length == 0 ? [null] : runtimes.Cast<string?>())
            {
                string[] script = [.. Enumerable.Range(0, 5).Select(_ => Start(Environment.ProcessPath!, ["script", data], runtime).Output.TrimEnd().Split('\n')[^1])];
                var fields = Array.ConvertAll(script, line => line.Split(' '));
                var (accuracies, seconds, peaks) = (new List<double>(), new List<double>(), new List<double>());
                foreach (var seed in s_seeds)
                {
                    var clock = Stopwatch.StartNew();
                    var (output, peak) = Start("dotnet", [app, "--data", data, "--output", Path.Combine(folder, "mnist.hdf5"), "--verbose", "2", "--seed", seed.ToString(CultureInfo.InvariantCulture)], runtime);
                    seconds.Add(clock.Elapsed.TotalSeconds);
                    peaks.Add(peak);
                    accuracies.Add(double.Parse(Accuracy().Match(output).Groups[1].Value, CultureInfo.InvariantCulture));
                    Console.WriteLine(FormattableString.Invariant($"libtensorflow {fields[0][0]}, seed {seed}: accuracy {accuracies[^1]:0.0000}, {seconds[^1]:0} s, {peak:0} MiB"));
                }
                results.Add(new JsonObject
                {
                    ["runtime"] = fields[0][0],
                    ["seeds"] = new JsonArray([.. s_seeds.Select(seed => (JsonNode)seed)]),
                    ["test_accuracy"] = Results.Numbers(accuracies),
                    ["app_seconds"] = Results.Numbers(seconds),
                    ["app_peak_mib"] = Results.Numbers(peaks),
                    ["script_seconds_to_first_step"] = Results.Numbers(fields.Select(field => double.Parse(field[1], CultureInfo.InvariantCulture))),
                    ["script_peak_mib"] = Results.Numbers(fields.Select(field => double.Parse(field[2], CultureInfo.InvariantCulture))),
                });
            }
            Results.Write("app", new JsonObject { ["runtimes"] = results });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (string Output, double PeakMegabytes) Start(string program, string[] arguments, string? runtime)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (runtime is not null)
            start.Environment[RuntimeLocator.Variable] = runtime;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var peak = 0.0;
        while (!process.WaitForExit(50))
            peak = Math.Max(peak, Machine.PeakMegabytes(process.Id));
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {error.Result}");
        return (output.Result, peak);
    }

    [GeneratedRegex("Test accuracy: ([0-9.]+)")]
    private static partial Regex Accuracy();
}
