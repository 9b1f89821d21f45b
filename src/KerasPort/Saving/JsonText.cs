using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasPort.Saving;

/// <summary>Parses the JSON of files, with bounds.</summary>
internal static class JsonText
{
    /// <exception cref="InvalidDataException">The text is no JSON object, or is nested too deep.</exception>
    public static JsonObject Parse(string text, string source)
    {
        try
        {
            // Python writes NaN and Infinity, which JSON does not have; no setting that we read may be one.
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 512 }) as JsonObject
                ?? throw new InvalidDataException($"{source}: a JSON object is expected.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{source}: the JSON can't be read: {error.Message}", error);
        }
        catch (ArgumentException error)
        {
            // A key twice in one object.
            throw new InvalidDataException($"{source}: the JSON can't be read: {error.Message}", error);
        }
    }
}
