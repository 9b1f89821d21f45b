using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Models;

namespace KerasPort.Saving;

/// <summary>
/// A stack of Keras 1 that begins with a Merge of other models: the branches stand within the Merge's settings. It becomes a model of
/// several inputs, with the branches' layers as its own, since that is how such a file holds their weights.
/// </summary>
internal static class Keras1Branches
{
    public static bool AreIn(JsonArray layers, LoadContext context) => context.KerasVersion.StartsWith('1') && Branches(layers) is not null;

    public static Model Read(JsonArray layers, string? name, LoadContext context)
    {
        var inputs = new List<KerasTensor>();
        var output = Stack(layers, inputs, context);
        return new Model([.. inputs], [output], name);
    }

    private static KerasTensor Stack(JsonArray layers, List<KerasTensor> inputs, LoadContext context)
    {
        var merge = (JsonObject)layers[0]!.DeepClone();
        ((JsonObject)merge["config"]!).Remove("layers");
        var branches = Branches(layers)!.Select(branch => Branch(branch, inputs, context)).ToArray();
        var output = context.Layer(merge).Apply(branches)[0];
        foreach (var layer in layers.Skip(1))
            output = context.Layer(layer as JsonObject ?? throw Wrong(context)).Apply(output);
        return output;
    }

    private static KerasTensor Branch(JsonNode? node, List<KerasTensor> inputs, LoadContext context)
    {
        var branch = node as JsonObject ?? throw Wrong(context);
        if (branch["config"] is JsonArray layers && Branches(layers) is not null)
            return Stack(layers, inputs, context);
        var layer = context.Layer(branch);
        var model = layer as Model ?? new Sequential([layer]);
        if (model.Outputs.Count != 1)
            throw new InvalidDataException($"{context.Source}: a branch of a Merge layer must have an input shape and one output. Received: '{layer.Name}' (written by Keras {context.KerasVersion}).");
        inputs.AddRange(model.Inputs);
        return model.Outputs[0];
    }

    private static JsonArray? Branches(JsonArray layers) =>
        layers is [JsonObject first, ..] && first["class_name"]?.ToString() == "Merge" && first["config"] is JsonObject config && config["layers"] is JsonArray { Count: > 0 } branches ? branches : null;

    private static InvalidDataException Wrong(LoadContext context) =>
        new($"{context.Source}: the model's settings are wrong: a layer must be an object (written by Keras {context.KerasVersion}).");
}
