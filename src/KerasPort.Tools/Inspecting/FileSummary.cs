using System.Text.Json.Nodes;
using KerasPort.Hdf5;

namespace KerasPort.Tools.Inspecting;

/// <summary>One array of weights in a file and what it looks like.</summary>
internal sealed record WeightSummary(string Path, string Type, IReadOnlyList<long> Shape, ArrayStatistics? Statistics, string? Problem);

/// <summary>What is inside a file of Keras': who wrote it, the model, its weights, and whether it would load.</summary>
internal sealed record FileSummary
{
    private const string Archive = "keras";

    public required string Path { get; init; }

    /// <summary>hdf5 or keras.</summary>
    public required string Format { get; init; }

    /// <summary>model, weights or other.</summary>
    public required string Content { get; init; }

    public string? KerasVersion { get; init; }

    public string? Backend { get; init; }

    /// <summary>The model's table as Keras prints it, or null.</summary>
    public string? Table { get; init; }

    /// <summary>Whether the model opens, optimizer and all; false for weights alone.</summary>
    public bool Loads { get; init; }

    /// <summary>Why it does not, or null.</summary>
    public string? Reason { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public required IReadOnlyList<WeightSummary> Weights { get; init; }

    /// <summary>How many arrays of an optimizer's state there are.</summary>
    public int OptimizerArrays { get; init; }

    /// <summary>Looks into a file. Throws what opening it throws.</summary>
    public static FileSummary Of(string path)
    {
        using var file = InspectedFile.Open(path);
        var nodes = file.Root is { } root ? FileNode.Walk(root) : [];
        var arrays = nodes.Where(node => node.IsNumeric).ToLookup(node => FileNode.IsOptimizers(node.Path));
        var summary = new FileSummary
        {
            Path = path,
            Format = file.IsArchive ? Archive : "hdf5",
            Content = ContentOf(file),
            KerasVersion = VersionOf(file),
            Backend = file.Root is { } group ? Text(group, "backend") : null,
            Weights = [.. arrays[false].Select(Weigh)],
            OptimizerArrays = arrays[true].Count(),
        };
        return summary.Content == "model" ? Load(summary) : summary with
        {
            Reason = summary.Content == "weights"
                ? "It holds weights alone: build the model and call LoadWeights."
                : "It holds neither a model nor weights of Keras.",
        };
    }

    private static FileSummary Load(FileSummary summary)
    {
        try
        {
            using var model = Keras.Models.LoadModelSilently(summary.Path);
            var lines = new List<string>();
            // A stack without an input shape has no table until it is built.
            if (model.Outputs.Count > 0)
            {
                model.Summary(print: lines.Add);
            }

            return summary with { Loads = true, Table = lines.Count > 0 ? string.Join('\n', lines) : null, Warnings = model.LoadWarnings };
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException or IOException)
        {
            return summary with { Reason = error.Message };
        }
    }

    private static string ContentOf(InspectedFile file)
    {
        if (file.IsArchive)
        {
            return file.Texts.ContainsKey("config.json") ? "model" : file.Root is null ? "other" : "weights";
        }

        var root = file.Root!;
        return root.Attributes.Contains("model_config") ? "model"
            : root.Attributes.ContainsChunked("layer_names") || root.Attributes.Contains("nb_layers")
                || root.Contains("layers") || root.Contains("_layer_checkpoint_dependencies") || root.Contains("model_weights") ? "weights"
            : "other";
    }

    private static string? VersionOf(InspectedFile file)
    {
        if (!file.IsArchive)
        {
            return Text(file.Root!, "keras_version");
        }

        try
        {
            return file.Texts.TryGetValue("metadata.json", out var text) ? JsonNode.Parse(text)?["keras_version"]?.GetValue<string>() : null;
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string? Text(H5Group group, string name)
    {
        try
        {
            return group.Attributes.Contains(name) ? group.Attributes.GetString(name) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static WeightSummary Weigh(FileNode node)
    {
        try
        {
            return new WeightSummary(node.Path, node.Type!, node.Shape!, ArrayStatistics.Of(node.Dataset!.ReadDoubles()), null);
        }
        catch (InvalidDataException error)
        {
            return new WeightSummary(node.Path, node.Type!, node.Shape!, null, error.Message);
        }
    }
}
