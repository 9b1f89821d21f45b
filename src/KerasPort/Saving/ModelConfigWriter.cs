using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Models;

namespace KerasPort.Saving;

/// <summary>A model's settings as Keras 2.3.1 writes them. Keras: Network.get_config, Sequential.get_config.</summary>
internal static class ModelConfigWriter
{
    public static JsonObject Sequential(Sequential model)
    {
        var layers = model.Layers.Select(layer => (layer.ClassName, Config: layer.GetConfig())).ToArray();
        // Keras leaves an InputLayer out, and couldn't build the model again: the layer behind it says the shape.
        if (model.BuildInputShape is null && model.AllLayers is [InputLayer { BatchInputShape: { } input }, not Model, ..] && !layers[0].Config.ContainsKey("batch_input_shape"))
            layers[0].Config.Insert(layers[0].Config.IndexOf("trainable") + 1, "batch_input_shape", ConfigWriter.Shape(input));
        var config = new JsonObject
        {
            ["name"] = model.Name,
            ["layers"] = new JsonArray([.. layers.Select(layer => (JsonNode)ConfigWriter.Object(layer.ClassName, layer.Config))]),
        };
        if (model.BuildInputShape is { } shape)
            config["build_input_shape"] = ConfigWriter.Shape(shape);
        return config;
    }

    public static JsonObject Functional(Model model)
    {
        // A model's own making counts as its first call.
        var indices = model.Graph?.IndexCalls(modelsFrom: 1) ?? [];
        var layers = new JsonArray();
        foreach (var layer in model.AllLayers)
        {
            var calls = layer.InboundNodes.Where(node => indices.ContainsKey(node) && node.Inputs.Length > 0)
                .Select(node => (JsonNode)new JsonArray([.. node.Inputs.Select(input => (JsonNode)new JsonArray(
                    input.Layer.Name, indices[input.Node], input.TensorIndex, CallArguments.Values(node.Arguments)))]));
            layers.Add((JsonNode)new JsonObject
            {
                ["name"] = layer.Name,
                ["class_name"] = layer.ClassName,
                ["config"] = layer.GetConfig(),
                ["inbound_nodes"] = new JsonArray([.. calls]),
            });
        }
        return new JsonObject
        {
            ["name"] = model.Name,
            ["layers"] = layers,
            ["input_layers"] = References(model.Inputs, indices),
            ["output_layers"] = References(model.Outputs, indices),
        };
    }

    private static JsonArray References(IEnumerable<KerasTensor> tensors, Dictionary<Node, int> indices) =>
        new([.. tensors.Select(tensor => (JsonNode)new JsonArray(tensor.Layer.Name, indices[tensor.Node], tensor.TensorIndex))]);
}
