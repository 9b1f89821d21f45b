using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasPort.Saving;

/// <summary>Reads JSON's numbers, whether they were parsed or made from any .NET number.</summary>
internal static class JsonNumber
{
    /// <exception cref="FormatException">It is no number.</exception>
    public static double ToDouble(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
        ? value.TryGetValue(out double number) ? number : double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)
        : throw new FormatException($"A number is expected. Received: {node?.ToJsonString() ?? "null"}.");

    /// <summary>The number under a key, or null where there is none.</summary>
    /// <exception cref="FormatException">It is no number.</exception>
    public static double? Find(JsonObject config, string key) => config[key] is { } node ? ToDouble(node) : null;
}
