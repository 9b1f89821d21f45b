using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasPort.Tools.Inspecting;

/// <summary>Compares attributes and configurations; JSON by its meaning, not by its spelling.</summary>
internal static class SettingDifference
{
    // Keras 3 notes when a model was saved; two savings of one model are not different for that.
    private const string Date = "metadata.json.date_saved";

    public static IEnumerable<Unlike> Of(FileNode one, FileNode other)
    {
        var (left, right) = (ByName(one), ByName(other));
        foreach (var name in left.Keys.Union(right.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var path = one.Path + "@" + name;
            switch (left.GetValueOrDefault(name), right.GetValueOrDefault(name))
            {
                case ({ } here, { } there):
                    foreach (var unlike in Of(path, here, there))
                    {
                        yield return unlike;
                    }

                    break;
                case var (here, there):
                    yield return new Unlike(path, here, there);
                    break;
            }
        }
    }

    public static IEnumerable<Unlike> Of(string path, string one, string other)
    {
        if (one == other)
        {
            return [];
        }

        return Parse(one) is { } left && Parse(other) is { } right ? Nodes(path, left, right) : [new Unlike(path, one, other)];
    }

    private static Dictionary<string, string> ByName(FileNode node) => node.Attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value, StringComparer.Ordinal);

    private static JsonNode? Parse(string text)
    {
        if (text.Length == 0 || text[0] is not ('{' or '['))
        {
            return null;
        }

        try
        {
            var node = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 512 });
            // Looking at every key finds a name that stands twice, which only then is an error.
            Touch(node);
            return node;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private static void Touch(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var (_, value) in members)
            {
                Touch(value);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                Touch(item);
            }
        }
    }

    private static IEnumerable<Unlike> Nodes(string path, JsonNode? one, JsonNode? other)
    {
        if (path == Date)
        {
            return [];
        }

        return (one, other) switch
        {
            (JsonObject left, JsonObject right) => left.Select(member => member.Key).Union(right.Select(member => member.Key), StringComparer.Ordinal)
                .SelectMany(name => (left.ContainsKey(name), right.ContainsKey(name)) switch
                {
                    (true, true) => Nodes($"{path}.{name}", left[name], right[name]),
                    (true, false) => [new Unlike($"{path}.{name}", Text(left[name]), null)],
                    _ => [new Unlike($"{path}.{name}", null, Text(right[name]))],
                }),
            (JsonArray left, JsonArray right) => Enumerable.Range(0, Math.Max(left.Count, right.Count))
                .SelectMany(i => Item(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), left, right, i)),
            _ => Alike(one, other) ? [] : [new Unlike(path, Text(one), Text(other))],
        };
    }

    private static IEnumerable<Unlike> Item(string path, JsonArray one, JsonArray other, int index) =>
        index >= one.Count ? [new Unlike(path, null, Text(other[index]))]
        : index >= other.Count ? [new Unlike(path, Text(one[index]), null)]
        : Nodes(path, one[index], other[index]);

    // 1 and 1.0 are one number.
    private static bool Alike(JsonNode? one, JsonNode? other) =>
        one is JsonValue left && other is JsonValue right && left.GetValueKind() == JsonValueKind.Number && right.GetValueKind() == JsonValueKind.Number
            ? left.GetValue<double>().Equals(right.GetValue<double>())
            : Text(one) == Text(other);

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
