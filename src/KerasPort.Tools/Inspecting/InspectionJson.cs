using System.Text.Json.Nodes;
using KerasPort.Tools.Doctor.Output;

namespace KerasPort.Tools.Inspecting;

/// <summary>What was found in files, as JSON; docs/inspecting.md describes the fields.</summary>
internal static class InspectionJson
{
    public static string Tree(InspectedFile file, IEnumerable<FileNode> nodes) => JsonText.Of(new JsonObject
    {
        ["schema"] = 1,
        ["file"] = file.Path,
        ["members"] = JsonText.List(file.Members),
        ["objects"] = new JsonArray([.. nodes.Select(node => (JsonNode)new JsonObject
        {
            ["path"] = node.Path,
            ["kind"] = node.Kind,
            ["type"] = node.Type,
            ["shape"] = Shape(node.Shape),
            ["problem"] = node.Problem,
            ["attributes"] = new JsonArray([.. node.Attributes.Select(attribute => (JsonNode)new JsonObject
            {
                ["name"] = attribute.Name,
                ["type"] = attribute.Type,
                ["shape"] = Shape(attribute.Shape),
                ["value"] = attribute.Value,
            })]),
        })]),
    });

    public static string Of(FileSummary summary) => JsonText.Of(new JsonObject
    {
        ["schema"] = 1,
        ["file"] = summary.Path,
        ["format"] = summary.Format,
        ["content"] = summary.Content,
        ["keras_version"] = summary.KerasVersion,
        ["backend"] = summary.Backend,
        ["loads"] = summary.Loads,
        ["reason"] = summary.Reason,
        ["warnings"] = JsonText.List(summary.Warnings),
        ["summary"] = summary.Table,
        ["optimizer_arrays"] = summary.OptimizerArrays,
        ["weights"] = new JsonArray([.. summary.Weights.Select(weight => (JsonNode)new JsonObject
        {
            ["path"] = weight.Path,
            ["type"] = weight.Type,
            ["shape"] = Shape(weight.Shape),
            ["count"] = weight.Statistics?.Count,
            ["min"] = Number(weight.Statistics?.Least),
            ["max"] = Number(weight.Statistics?.Greatest),
            ["mean"] = Number(weight.Statistics?.Mean),
            ["std"] = Number(weight.Statistics?.Deviation),
            ["zeros"] = weight.Statistics?.Zeros,
            ["not_finite"] = weight.Statistics?.NotFinite,
            ["problem"] = weight.Problem,
        })]),
    });

    public static string Of(FileDifference difference, string first, string second) => JsonText.Of(new JsonObject
    {
        ["schema"] = 1,
        ["files"] = JsonText.List([first, second]),
        ["same"] = difference.Same,
        ["structure"] = List(difference.Structure),
        ["configuration"] = List(difference.Settings),
        ["arrays_compared"] = difference.Compared,
        ["largest_difference"] = difference.Largest is { } largest ? Number(largest.Largest) : 0,
        ["largest_difference_at"] = difference.Largest?.Path,
        ["weights"] = new JsonArray([.. difference.Arrays.Select(array => (JsonNode)new JsonObject
        {
            ["path"] = array.Path,
            ["largest_difference"] = Number(array.Largest),
            ["element"] = array.Index,
            ["count"] = array.Count,
        })]),
    });

    private static JsonArray List(IEnumerable<Unlike> differences) => new([.. differences.Select(unlike => (JsonNode)new JsonObject
    {
        ["path"] = unlike.Path,
        ["first"] = unlike.First,
        ["second"] = unlike.Second,
    })]);

    private static JsonArray? Shape(IReadOnlyList<long>? shape) => shape is null ? null : [.. shape.Select(size => (JsonNode?)JsonValue.Create(size))];

    // JSON has neither NaN nor infinity.
    private static JsonValue? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;
}
