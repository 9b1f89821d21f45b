using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasPort.Mnist.Recognition;

/// <summary>Answers as the JSON objects that `recognize --json` and the page's server give.</summary>
internal static class AnswerJson
{
    // Nobody pastes them into HTML: letters and quotes stay as they are.
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Of(string file, Answer answer) => new()
    {
        ["file"] = file,
        ["digit"] = answer.Digit,
        ["probabilities"] = Numbers(answer.Probabilities),
    };

    public static JsonObject Error(string file, string message) => new() { ["file"] = file, ["error"] = message };

    public static JsonArray Numbers<T>(IEnumerable<T> values) => new([.. values.Select(value => (JsonNode?)JsonValue.Create(value))]);

    public static string Text(JsonObject answer) => answer.ToJsonString(s_options);
}
