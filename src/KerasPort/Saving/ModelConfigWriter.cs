using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Models;

namespace KerasPort.Saving;

/// <summary>A model's settings as Keras 2.3.1 writes them. Keras: Network.get_config, Sequential.get_config.</summary>
internal static class ModelConfigWriter
{
    public static JsonObject Sequential(Sequential model)
    {
        var config = new JsonObject
        {
            ["name"] = model.Name,
            ["layers"] = new JsonArray([.. model.Layers.Select(layer => (JsonNode)ConfigWriter.Object(layer.ClassName, layer.GetConfig()))]),
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
