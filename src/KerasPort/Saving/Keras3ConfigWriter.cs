using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.TensorFlow;
using KerasPort.Training;

namespace KerasPort.Saving;

/// <summary>A model's settings as Keras 3 writes them into config.json. Keras: serialization_lib.serialize_keras_object.</summary>
internal static class Keras3ConfigWriter
{
    /// <summary>Layers of Keras 2 that Keras 3 does not have.</summary>
    private static readonly string[] s_gone = ["LocallyConnected1D", "LocallyConnected2D", "ThresholdedReLU"];

    /// <summary>The model with what Compile was given.</summary>
    /// <exception cref="NotSupportedException">A layer is not there in Keras 3.</exception>
    public static JsonObject Write(Model model, bool includeCompile)
    {
        var node = Layer(model);
        node["build_config"] = new JsonObject { ["input_shape"] = model is Sequential { Inputs.Count: 1 } ? ConfigWriter.Shape(model.InputShape) : null };
        if (includeCompile && model.Compilation is { } compilation)
            node["compile_config"] = Compile(compilation, model.Outputs.Count);
        return node;
    }

    private static JsonObject Layer(Layer layer)
    {
        if (layer is not Model model)
            return Settings(layer.ClassName, layer.GetConfig(), layer);
        if (model is Sequential sequential)
            return ConfigWriter.Keras3Object("keras", "Sequential", Sequential(sequential), isKeras: true);
        return new JsonObject
        {
            ["module"] = "keras.src.models.functional",
            ["class_name"] = "Functional",
            ["config"] = Functional(model),
            ["registered_name"] = "Functional",
        };
    }

    private static JsonObject Sequential(Sequential model)
    {
        var config = new JsonObject
        {
            ["name"] = model.Name,
            ["trainable"] = model.Trainable,
            ["dtype"] = Policy(model.DataType.Name()),
            ["layers"] = new JsonArray([.. model.AllLayers.Select(layer => (JsonNode)WithBuild(Layer(layer), layer, layer.InboundNodes.FirstOrDefault()))]),
        };
        if (model.Inputs.Count == 1)
            config["build_input_shape"] = ConfigWriter.Shape(model.InputShape);
        return config;
    }

    private static JsonObject Functional(Model model)
    {
        var indices = model.Graph?.IndexCalls(modelsFrom: 0) ?? [];
        var layers = new JsonArray();
        foreach (var layer in model.AllLayers)
        {
            var calls = layer.InboundNodes.Where(node => indices.ContainsKey(node) && node.Inputs.Length > 0).ToArray();
            var entry = WithBuild(Layer(layer), layer, calls.FirstOrDefault());
            entry["name"] = layer.Name;
            entry["inbound_nodes"] = new JsonArray([.. calls.Select(node => (JsonNode)Call(node, indices))]);
            layers.Add((JsonNode)entry);
        }
        return new JsonObject
        {
            ["name"] = model.Name,
            ["trainable"] = model.Trainable,
            ["layers"] = layers,
            ["input_layers"] = References(model.Inputs, indices),
            ["output_layers"] = References(model.Outputs, indices),
        };
    }

    /// <summary>One call: tensors that a keyword names stand there, the others in order; several make one list, but for MultiHeadAttention.</summary>
    private static JsonObject Call(Node node, Dictionary<Node, int> indices)
    {
        var keywords = new JsonObject();
        var named = new HashSet<int>();
        foreach (var (key, value) in node.Arguments ?? [])
        {
            if (!CallArguments.TryPlace(value, out var first, out var count))
            {
                keywords[key] = value?.DeepClone();
                continue;
            }
            var range = Enumerable.Range(first, count).ToArray();
            named.UnionWith(range);
            var tensors = range.Select(i => (JsonNode)Tensor(node.Inputs[i], indices)).ToArray();
            keywords[key] = count == 1 && key != "initial_state" ? tensors[0] : new JsonArray(tensors);
        }
        var rest = Enumerable.Range(0, node.Inputs.Length).Where(i => !named.Contains(i)).Select(i => (JsonNode)Tensor(node.Inputs[i], indices)).ToArray();
        if (rest.Length > 1 && node.Layer is RNN or Bidirectional)
        {
            keywords["initial_state"] = new JsonArray(rest[1..]);
            rest = rest[..1];
        }
        var args = rest.Length == 1 || node.Layer is MultiHeadAttention ? new JsonArray(rest) : new JsonArray(new JsonArray(rest));
        return new JsonObject { ["args"] = args, ["kwargs"] = keywords };
    }

    private static JsonObject Tensor(KerasTensor tensor, Dictionary<Node, int> indices) => new()
    {
        ["class_name"] = "__keras_tensor__",
        ["config"] = new JsonObject
        {
            ["shape"] = ConfigWriter.Shape(tensor.Shape),
            ["dtype"] = tensor.DataType.Name(),
            ["keras_history"] = Reference(tensor, indices),
        },
    };

    private static JsonArray Reference(KerasTensor tensor, Dictionary<Node, int> indices) => new(tensor.Layer.Name, indices[tensor.Node], tensor.TensorIndex);

    /// <summary>A single tensor stands without a list around it, as Keras has written since 3.7.</summary>
    private static JsonArray References(IReadOnlyList<KerasTensor> tensors, Dictionary<Node, int> indices) => tensors.Count == 1
        ? Reference(tensors[0], indices)
        : new JsonArray([.. tensors.Select(tensor => (JsonNode)Reference(tensor, indices))]);

    private static JsonObject WithBuild(JsonObject entry, Layer layer, Node? call)
    {
        if (call is null || call.Inputs.Length == 0 || layer is Model { Inputs.Count: > 1 })
            return entry;
        entry["build_config"] = layer is MultiHeadAttention
            ? new JsonObject { ["shapes_dict"] = new JsonObject { ["query_shape"] = ConfigWriter.Shape(call.Inputs[0].Shape), ["value_shape"] = ConfigWriter.Shape(call.Inputs[1].Shape) } }
            : new JsonObject
            {
                ["input_shape"] = call.Inputs.Length == 1 || layer is RNN or Bidirectional
                    ? ConfigWriter.Shape(call.Inputs[0].Shape)
                    : new JsonArray([.. call.Inputs.Select(input => (JsonNode)ConfigWriter.Shape(input.Shape))]),
            };
        return entry;
    }

    private static JsonObject Compile(Compilation compilation, int outputs) => new()
    {
        ["optimizer"] = compilation.Optimizer.ToKeras3Config(),
        ["loss"] = compilation.LossSpec?.ToKeras3Config(),
        ["loss_weights"] = compilation.LossWeightsSpec?.ToConfig(),
        ["metrics"] = compilation.MetricsSpec?.ToKeras3Config(outputs),
        ["weighted_metrics"] = compilation.WeightedMetricsSpec?.ToKeras3Config(outputs),
        ["run_eagerly"] = false,
        ["steps_per_execution"] = 1,
        ["jit_compile"] = false,
    };

    private static JsonObject Settings(string className, JsonObject config, Layer? layer)
    {
        var isKeras = LayerRegistry.Names.Contains(className);
        if (s_gone.Contains(className))
            throw new NotSupportedException($"`{config["name"]}`: Keras 3 has no {className}. Save the model as .h5, which Keras 2 opens.");
        if (className == "InputLayer")
            return ConfigWriter.Keras3Object("keras.layers", className, Input(config), isKeras);
        var result = new JsonObject();
        foreach (var (key, value) in config)
            if (isKeras ? Keep(className, key, value) : key != "batch_input_shape")
                result[isKeras ? Rename(className, key) : key] = Value(key, value, layer);
        if (layer is Bidirectional both)
            result["backward_layer"] = Layer(both.Backward);
        if (className == "Lambda" && result["function"] is JsonValue function)
            result["function"] = new JsonObject { ["module"] = "builtins", ["class_name"] = "function", ["config"] = function.DeepClone(), ["registered_name"] = "function" };
        return ConfigWriter.Keras3Object("keras.layers", className, result, isKeras);
    }

    private static JsonObject Input(JsonObject config) => new()
    {
        ["batch_shape"] = config["batch_input_shape"]?.DeepClone(),
        ["dtype"] = config["dtype"]?.DeepClone(),
        ["sparse"] = false,
        ["name"] = config["name"]?.DeepClone(),
    };

    /// <summary>Whether Keras 3's constructor knows the setting.</summary>
    private static bool Keep(string className, string key, JsonNode? value) => key switch
    {
        "batch_input_shape" or "implementation" or "input_length" => false,
        "activity_regularizer" => value is not null,
        "noise_shape" => !className.StartsWith("SpatialDropout", StringComparison.Ordinal),
        "function_type" or "output_shape_type" or "output_shape_module" or "mask_type" => className != "Lambda",
        "module" => className != "Lambda",
        _ => true,
    };

    private static string Rename(string className, string key) => className == "LeakyReLU" && key == "alpha" ? "negative_slope" : key;

    private static JsonNode? Value(string key, JsonNode? value, Layer? layer)
    {
        switch (value)
        {
            case JsonValue name when key == "dtype":
                return Policy(name.GetValue<string>());
            case JsonObject wrapped when wrapped.ContainsKey("module") || !wrapped.ContainsKey("class_name"):
                return wrapped.DeepClone();
            case JsonObject wrapped:
                return Nested(key, wrapped, layer);
            case JsonArray items when items.All(item => item is JsonObject member && member.ContainsKey("class_name")) && items.Count > 0:
                return new JsonArray([.. items.Select(item => Nested(key, (JsonObject)item!, layer))]);
            default:
                return value?.DeepClone();
        }
    }

    private static JsonObject Nested(string key, JsonObject wrapped, Layer? layer)
    {
        var (className, config) = LoadContext.Unwrap(wrapped);
        var part = layer?.SubLayers.FirstOrDefault(inner => inner.Name == config["name"]?.ToString());
        if (part is not null)
            return WithBuild(Layer(part), part, null);
        if (LayerRegistry.Names.Contains(className) && key is "layer" or "backward_layer" or "cell" or "cells" or "activation")
            return Settings(className, config, null);
        var module = key switch
        {
            _ when key.EndsWith("_initializer", StringComparison.Ordinal) => "keras.initializers",
            _ when key.EndsWith("_regularizer", StringComparison.Ordinal) => "keras.regularizers",
            _ when key.EndsWith("_constraint", StringComparison.Ordinal) => "keras.constraints",
            _ => "keras.layers",
        };
        if (className == "VarianceScaling")
            (className, config) = Variance(config);
        return ConfigWriter.Keras3Object(module, className, (JsonObject)config.DeepClone(), IsKnown(module, className));
    }

    /// <summary>The initializers that Keras 2 writes as VarianceScaling, under their own names; its "normal" is the truncated one.</summary>
    private static (string ClassName, JsonObject Config) Variance(JsonObject config)
    {
        var distribution = config["distribution"]?.ToString() is "normal" ? "truncated_normal" : config["distribution"]?.ToString();
        var name = (config["scale"] is { } scale ? JsonNumber.ToDouble(scale) : 1, config["mode"]?.ToString(), distribution) switch
        {
            (1, "fan_avg", "uniform") => "GlorotUniform",
            (1, "fan_avg", "truncated_normal") => "GlorotNormal",
            (2, "fan_in", "uniform") => "HeUniform",
            (2, "fan_in", "truncated_normal") => "HeNormal",
            (1, "fan_in", "uniform") => "LecunUniform",
            (1, "fan_in", "truncated_normal") => "LecunNormal",
            _ => null,
        };
        if (name is not null)
            return (name, new JsonObject { ["seed"] = config["seed"]?.DeepClone() });
        config = (JsonObject)config.DeepClone();
        config["distribution"] = distribution;
        return ("VarianceScaling", config);
    }

    private static bool IsKnown(string module, string className) => module switch
    {
        "keras.initializers" => Initializers.InitializerRegistry.FromConfig(className, []) is not null,
        "keras.regularizers" => Regularizers.RegularizerRegistry.FromConfig(className, []) is not null,
        "keras.constraints" => Constraints.ConstraintRegistry.FromConfig(className, []) is not null,
        _ => LayerRegistry.Names.Contains(className),
    };

    private static JsonObject Policy(string name) => new()
    {
        ["module"] = "keras",
        ["class_name"] = "DTypePolicy",
        ["config"] = new JsonObject { ["name"] = name },
        ["registered_name"] = null,
    };
}
