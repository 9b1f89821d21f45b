using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasPort.Bench;

/// <summary>bench/results: one JSON file a benchmark, with the machine, the commit and every single figure.</summary>
internal static class Results
{
    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true };

    public static string Folder => Path.Combine(Machine.Repository, "bench", "results");

    public static void Write(string name, JsonObject figures)
    {
        var result = new JsonObject
        {
            ["benchmark"] = name,
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["commit"] = Machine.Commit(),
            ["machine"] = Machine.Describe(),
        };
        foreach (var (key, value) in figures)
            result[key] = value?.DeepClone();
        Directory.CreateDirectory(Folder);
        var path = Path.Combine(Folder, name + ".json");
        File.WriteAllText(path, result.ToJsonString(s_options) + "\n");
        Console.WriteLine($"Written: {path}");
    }

    public static JsonArray Numbers(IEnumerable<double> values) => [.. values.Select(value => (JsonNode)Math.Round(value, 4))];

    public static double Median(JsonNode numbers)
    {
        var sorted = numbers.AsArray().Select(number => number!.GetValue<double>()).Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
