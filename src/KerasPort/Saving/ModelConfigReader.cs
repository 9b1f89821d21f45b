using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.TensorFlow;

namespace KerasPort.Saving;

/// <summary>
/// Makes models from the JSON of files: Sequential as a list or an object, Model and Functional with the connections of Keras 1
/// to 2.15 (lists) and of Keras 3 (objects).
/// </summary>
internal static class ModelConfigReader
{
    public static bool IsModel(string className) => className is "Sequential" or "Model" or "Functional";

    /// <summary>Makes a model from {"class_name", "config"}.</summary>
    public static Model Read(JsonObject node, LoadContext context)
    {
        var className = (node["class_name"] as JsonValue)?.GetValue<string>() ?? "";
        if (node["config"] is JsonArray layers)
            return Keras1Branches.AreIn(layers, context) ? Keras1Branches.Read(layers, null, context) : Sequential(null, layers, null, context);
        var (name, config) = LoadContext.Unwrap(node);
        if (!IsModel(name) && context.CustomObjects.Find<Model>(name, config) is { } custom)
            return Built(custom, node["build_config"] as JsonObject);
        // A subclass of a model keeps the shape of its parent's settings.
        if (config["layers"] is not JsonArray list)
            throw new InvalidDataException($"{context.Source}: the model's class '{className}' is not known here (written by Keras {context.KerasVersion}). If it is one of your own, pass it by customObjects.");
        return config.ContainsKey("input_layers") ? Functional(config, list, context) : Sequential(config, list, config["name"], context);
    }

    /// <summary>A class of one's own, built for the input shape that the file gives, if it does.</summary>
    private static Model Built(Model model, JsonObject? build)
    {
        if (model.Outputs.Count == 0 && build?["input_shape"] is JsonArray { Count: > 0 } shape)
            model.Build(shape[0] is JsonArray ? [.. shape.OfType<JsonArray>().Select(Dimensions)] : [Dimensions(shape)]);
        return model;

        static Shape Dimensions(JsonArray shape) => Shape.Create([.. shape.Select(dim => dim is null ? (long?)null : dim.GetValue<long>())]);
    }

    private static Sequential Sequential(JsonObject? config, JsonArray layers, JsonNode? name, LoadContext context)
    {
        var model = new Sequential((name as JsonValue)?.GetValue<string>()) { Dialect = context.Dialect };
        foreach (var layer in layers)
            model.Add(context.Layer(layer as JsonObject ?? throw Wrong(context, "a layer must be an object")));
        if (model.Outputs.Count == 0 && model.AllLayers.Count > 0 && config?["build_input_shape"] is JsonArray shape)
            model.Build(Shape.Create([.. shape.Select(dim => dim is null ? (long?)null : dim.GetValue<long>())]));
        model.Trainable = (config?["trainable"] as JsonValue)?.GetValue<bool>() ?? true;
        return model;
    }

    private static Model Functional(JsonObject config, JsonArray layerNodes, LoadContext context)
    {
        var layers = new Dictionary<string, Layer>(StringComparer.Ordinal);
        var created = new Dictionary<string, List<Node>>(StringComparer.Ordinal);
        var pending = new List<PendingCall>();
        foreach (var item in layerNodes)
        {
            var node = item as JsonObject ?? throw Wrong(context, "a layer must be an object");
            var layer = context.Layer(node);
            var name = (node["name"] as JsonValue)?.GetValue<string>() ?? layer.Name;
            layer.Name = name;
            if (!layers.TryAdd(name, layer))
                throw Wrong(context, $"two layers have the name '{name}'");
            created[name] = [.. layer.InboundNodes.Where(_ => layer is InputLayer)];
            foreach (var call in node["inbound_nodes"] as JsonArray ?? [])
                pending.Add(PendingCall.Read(name, layer, call, context));
        }
        var firstIndex = FirstIndices(config, pending, layers);
        Connect(pending, created, firstIndex, context);
        var inputs = Resolve(config["input_layers"], created, firstIndex, context);
        var outputs = Resolve(config["output_layers"], created, firstIndex, context);
        return new Model(inputs, outputs, (config["name"] as JsonValue)?.GetValue<string>())
        {
            Dialect = context.Dialect,
            Trainable = (config["trainable"] as JsonValue)?.GetValue<bool>() ?? true,
        };
    }

    /// <summary>
    /// Makes the calls as soon as their inputs are there; a layer's calls keep their order. The order of all is that of Keras, which goes
    /// over the list again and again: weights are drawn in it.
    /// </summary>
    private static void Connect(List<PendingCall> pending, Dictionary<string, List<Node>> created, Dictionary<string, int> firstIndex, LoadContext context)
    {
        var ready = new PriorityQueue<int, (int Round, int Index)>(pending.Select((_, i) => (i, (0, i))));
        // Calls by the layer from which they miss an output, or their own layer where an earlier call of it is not made yet.
        var waiting = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var next = pending.Select((call, i) => (call.Name, i)).ToLookup(pair => pair.Name, pair => pair.i).ToDictionary(group => group.Key, group => new Queue<int>(group), StringComparer.Ordinal);
        var left = pending.Count;
        while (ready.TryDequeue(out var index, out var turn))
        {
            var call = pending[index];
            var inputs = Array.ConvertAll([.. call.Inputs], reference => Find(reference, created, firstIndex));
            var missing = next[call.Name].Peek() != index ? call.Name
                : Array.IndexOf(inputs, null) is >= 0 and var unmade ? call.Inputs[unmade].Layer
                : null;
            if (missing is not null)
            {
                if (!waiting.TryGetValue(missing, out var list))
                    waiting[missing] = list = [];
                list.Add(index);
                continue;
            }
            call.Layer.Apply([.. inputs.OfType<KerasTensor>()], call.Arguments);
            created[call.Name].Add(call.Layer.InboundNodes[^1]);
            next[call.Name].Dequeue();
            left--;
            if (waiting.Remove(call.Name, out var woken))
                foreach (var other in woken)
                    ready.Enqueue(other, (other > index ? turn.Round : turn.Round + 1, other));
        }
        if (left > 0)
            throw Wrong(context, $"the layer '{pending[waiting.Values.Min(list => list.Min())].Name}' needs an input that no layer makes");
    }

    /// <summary>
    /// Most Kerases count a nested model's calls from 1, since making the model was its call 0; some from 0. What the file refers
    /// to tells which.
    /// </summary>
    private static Dictionary<string, int> FirstIndices(JsonObject config, List<PendingCall> pending, Dictionary<string, Layer> layers)
    {
        var all = pending.SelectMany(call => call.Inputs)
            .Concat(TensorReference.ReadList(config["input_layers"])).Concat(TensorReference.ReadList(config["output_layers"]));
        return all.GroupBy(reference => reference.Layer)
            .Where(group => layers.GetValueOrDefault(group.Key) is Model && group.Min(reference => reference.Node) >= 1)
            .ToDictionary(group => group.Key, _ => 1);
    }

    private static KerasTensor? Find(TensorReference reference, Dictionary<string, List<Node>> created, Dictionary<string, int> firstIndex)
    {
        var index = reference.Node - firstIndex.GetValueOrDefault(reference.Layer);
        if (!created.TryGetValue(reference.Layer, out var nodes) || index < 0 || index >= nodes.Count)
            return null;
        var outputs = nodes[index].Outputs;
        return reference.Tensor >= 0 && reference.Tensor < outputs.Length ? outputs[reference.Tensor] : null;
    }

    private static KerasTensor[] Resolve(JsonNode? node, Dictionary<string, List<Node>> created, Dictionary<string, int> firstIndex, LoadContext context) =>
        [.. TensorReference.ReadList(node).Select(reference => Find(reference, created, firstIndex) ?? throw Wrong(context, $"the model refers to an output of '{reference.Layer}' that is not there"))];

    private static InvalidDataException Wrong(LoadContext context, string what) =>
        new($"{context.Source}: the model's settings are wrong: {what} (written by Keras {context.KerasVersion}).");
}
