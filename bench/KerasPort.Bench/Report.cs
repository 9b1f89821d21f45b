using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace KerasPort.Bench;

/// <summary>The tables of bench/README.md: everything after its marker is written from bench/results.</summary>
internal static class Report
{
    private const string Marker = "<!-- From here on written by `report`. -->";

    public static void Write()
    {
        var path = Path.Combine(Machine.Repository, "bench", "README.md");
        var text = File.ReadAllText(path);
        var end = text.IndexOf(Marker, StringComparison.Ordinal);
        if (end < 0)
            throw new InvalidDataException($"{path} has no line {Marker}");
        var report = new StringBuilder(text[..(end + Marker.Length)]).Append('\n');
        foreach (var file in Directory.GetFiles(Results.Folder, "*.json").Order(StringComparer.Ordinal))
            Describe((JsonObject)JsonNode.Parse(File.ReadAllText(file))!, report);
        File.WriteAllText(path, report.ToString());
    }

    private static void Describe(JsonObject result, StringBuilder report)
    {
        var machine = result["machine"]!;
        report.Append(CultureInfo.InvariantCulture, $"\n## {result["benchmark"]}\n\n{result["date"]}, commit {result["commit"]}, {machine["cpu"]}, {machine["cores"]} cores, .NET {machine["dotnet"]}.\n\n");
        if (result["load"]?.GetValue<double>() is { } load && load > machine["cores"]!.GetValue<int>() + 1)
            report.Append(CultureInfo.InvariantCulture, $"Others worked on this machine, a load of {load:0} on average: the seconds say little, processor seconds and the ratios within a round do.\n\n");
        if (result["seconds"] is JsonObject seconds)
            Training(seconds, result["processor_seconds"] as JsonObject, report);
        else if (result["runtimes"] is JsonArray runtimes)
            App(runtimes, report);
        else
            Plain(result, report);
    }

    private static void Training(JsonObject seconds, JsonObject? processor, StringBuilder report)
    {
        var medians = seconds.ToDictionary(pair => pair.Key, pair => Results.Median(pair.Value!));
        var first = medians.First();
        var (head, rule) = processor is null ? ("", "") : (" processor seconds |", "---|");
        report.Append(CultureInfo.InvariantCulture, $"| contender | seconds an epoch, median (least to most) | to {first.Key} |{head}\n|---|---|---|{rule}\n");
        foreach (var (name, median) in medians)
        {
            var all = seconds[name]!.AsArray().Select(number => number!.GetValue<double>()).ToArray();
            report.Append(CultureInfo.InvariantCulture, $"| {name} | {median:0.00} ({all.Min():0.00} to {all.Max():0.00}) | {median / first.Value:0.00} |");
            if (processor is not null)
                report.Append(CultureInfo.InvariantCulture, $" {Results.Median(processor[name]!):0.00} |");
            report.Append('\n');
        }
        foreach (var name in medians.Keys.Where(key => key.Contains(", Fit", StringComparison.Ordinal)))
        {
            var bare = name.Replace(", Fit", ", bare loop", StringComparison.Ordinal);
            report.Append(CultureInfo.InvariantCulture, $"\n{name} takes {Ratio(name, bare):0.00} of the bare loop");
            foreach (var peer in medians.Keys.Where(key => !key.StartsWith("KerasPort", StringComparison.Ordinal)))
                report.Append(CultureInfo.InvariantCulture, $", {Ratio(name, peer):0.00} of {peer}");
            report.Append(" (medians of the rounds' ratios).\n");
        }

        // A pair of one round met the same noise.
        double Ratio(string one, string other) => Results.Median(Results.Numbers(
            seconds[one]!.AsArray().Zip(seconds[other]!.AsArray(), (first, second) => first!.GetValue<double>() / second!.GetValue<double>())));
    }

    private static void App(JsonArray runtimes, StringBuilder report)
    {
        report.Append("| libtensorflow | test accuracy after 20 epochs, seeds 1 to 5 | mean | app, seconds | app, peak MiB | script: start to first step, s | script, peak MiB |\n|---|---|---|---|---|---|---|\n");
        foreach (var runtime in runtimes)
        {
            var accuracies = runtime!["test_accuracy"]!.AsArray().Select(number => number!.GetValue<double>()).ToArray();
            report.Append(CultureInfo.InvariantCulture, $"| {runtime["runtime"]} | {string.Join(", ", accuracies.Select(accuracy => accuracy.ToString("0.00%", CultureInfo.InvariantCulture)))} | {accuracies.Average():0.00%} | {Results.Median(runtime["app_seconds"]!):0} | {Results.Median(runtime["app_peak_mib"]!):0} | {Results.Median(runtime["script_seconds_to_first_step"]!):0.00} | {Results.Median(runtime["script_peak_mib"]!):0} |\n");
        }
    }

    /// <summary>Any other benchmark: its figures, of several the median.</summary>
    private static void Plain(JsonObject result, StringBuilder report)
    {
        report.Append("| figure | value |\n|---|---|\n");
        foreach (var (name, value) in result.Where(pair => pair.Key is not ("benchmark" or "date" or "commit" or "machine" or "load")))
            report.Append(CultureInfo.InvariantCulture, $"| {name} | {(value is JsonArray numbers ? Spread(numbers) : value)} |\n");

        static string Spread(JsonArray numbers)
        {
            var sorted = numbers.Select(number => number!.GetValue<double>()).Order().ToArray();
            return string.Create(CultureInfo.InvariantCulture, $"{Results.Median(numbers):0.00} ({sorted[0]:0.00} to {sorted[^1]:0.00})");
        }
    }
}
