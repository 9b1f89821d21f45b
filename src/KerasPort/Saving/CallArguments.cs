using System.Text.Json.Nodes;

namespace KerasPort.Saving;

/// <summary>The arguments of one call of a layer; of a tensor among them, they hold its place among the call's inputs.</summary>
internal static class CallArguments
{
    /// <summary>The argument that stands for inputs of the call.</summary>
    /// <param name="first">The first input's index.</param>
    /// <param name="count">The number of inputs.</param>
    public static JsonObject Place(int first, int count) => new() { ["first_input"] = first, ["count"] = count };

    /// <summary>Whether an argument stands for inputs of the call, and for which.</summary>
    public static bool TryPlace(JsonNode? argument, out int first, out int count)
    {
        (first, count) = (0, 0);
        return argument is JsonObject place && place["first_input"] is JsonValue at && at.TryGetValue(out first)
            && place["count"] is JsonValue many && many.TryGetValue(out count);
    }

    /// <summary>The arguments that are values, as the files of Keras 2 hold them beside the inputs.</summary>
    public static JsonObject Values(JsonObject? arguments) => new((arguments ?? []).Where(pair => !TryPlace(pair.Value, out _, out _))
        .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
}
