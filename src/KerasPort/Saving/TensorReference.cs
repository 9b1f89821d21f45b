using System.Text.Json.Nodes;

namespace KerasPort.Saving;

/// <summary>How files name a symbolic tensor: the layer, which of its calls, which of the call's outputs.</summary>
internal readonly record struct TensorReference(string Layer, int Node, int Tensor)
{
    /// <summary>["name", 0, 0], with or without arguments behind; or Keras 3's __keras_tensor__.</summary>
    public static bool TryRead(JsonNode? node, out TensorReference reference)
    {
        reference = default;
        if (node is JsonObject wrapped && wrapped["class_name"] is JsonValue kind && kind.TryGetValue(out string? name) && name == "__keras_tensor__")
            return TryRead((wrapped["config"] as JsonObject)?["keras_history"], out reference);
        if (node is not JsonArray { Count: >= 3 } list
            || list[0] is not JsonValue layer || !layer.TryGetValue(out string? layerName)
            || list[1] is not JsonValue call || !call.TryGetValue(out int index)
            || list[2] is not JsonValue output || !output.TryGetValue(out int tensor))
            return false;
        reference = new TensorReference(layerName, index, tensor);
        return true;
    }

    /// <summary>One reference, a list of them, or an object with a reference a member.</summary>
    public static IEnumerable<TensorReference> ReadList(JsonNode? node)
    {
        if (TryRead(node, out var single))
            return [single];
        return node switch
        {
            JsonArray items => items.SelectMany(ReadList),
            JsonObject members => members.SelectMany(member => ReadList(member.Value)),
            _ => [],
        };
    }
}
