using System.Text.Json.Nodes;
using KerasPort.Layers;

namespace KerasPort.Saving;

/// <summary>A call of a layer that a file describes and that waits for its inputs.</summary>
internal sealed record PendingCall(string Name, Layer Layer, IReadOnlyList<TensorReference> Inputs, JsonObject? Arguments)
{
    /// <summary>Reads one item of inbound_nodes.</summary>
    public static PendingCall Read(string name, Layer layer, JsonNode? node, LoadContext context)
    {
        var inputs = new List<TensorReference>();
        var arguments = new JsonObject();
        switch (node)
        {
            // Keras 3: {"args": [...], "kwargs": {...}}, tensors among both.
            case JsonObject call:
                inputs.AddRange(TensorReference.ReadList(call["args"]));
                AddKeywords(call["kwargs"] as JsonObject, inputs, arguments);
                break;
            // Up to 2.15: [["name", 0, 0, {kwargs}], ...]; a single one may stand without the outer list.
            case JsonArray list when TensorReference.TryRead(list, out var single):
                inputs.Add(single);
                AddKeywords(list.Count > 3 ? list[3] as JsonObject : null, inputs, arguments);
                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    inputs.AddRange(TensorReference.ReadList(item));
                    if (item is JsonArray { Count: > 3 } parts && arguments.Count == 0)
                        AddKeywords(parts[3] as JsonObject, inputs, arguments);
                }
                break;
        }
        if (inputs.Count == 0)
            throw new InvalidDataException($"{context.Source}: a call of the layer '{name}' has no inputs that can be read (written by Keras {context.KerasVersion}).");
        return new PendingCall(name, layer, inputs, arguments.Count > 0 ? arguments : null);
    }

    /// <summary>Tensors become further inputs, in the order query, value, key where they are attention's; the rest are arguments.</summary>
    private static void AddKeywords(JsonObject? keywords, List<TensorReference> inputs, JsonObject arguments)
    {
        if (keywords is null)
            return;
        foreach (var (key, value) in keywords.OrderBy(pair => pair.Key == "key" ? 1 : 0))
        {
            if (key is "mask" or "training" && value is null)
                continue;
            var tensors = TensorReference.ReadList(value).ToArray();
            inputs.AddRange(tensors);
            if (tensors.Length == 0 && value is not null)
                arguments[key] = value.DeepClone();
            else if (tensors.Length > 0)
                arguments[key] = CallArguments.Place(inputs.Count - tensors.Length, tensors.Length);
        }
    }
}
