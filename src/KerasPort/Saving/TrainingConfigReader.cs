using System.Text.Json.Nodes;
using KerasPort.Losses;
using KerasPort.Metrics;
using KerasPort.Models;
using KerasPort.Optimizers;
using KerasPort.Training;

namespace KerasPort.Saving;

/// <summary>
/// Compiles a model as a file's training_config (HDF5) or compile_config (.keras) says. What is not known leaves the model
/// uncompiled, with a warning: it can still predict.
/// </summary>
internal static class TrainingConfigReader
{
    /// <returns>Whether the model is compiled now: a model without input shape will be when its first data come.</returns>
    public static bool Compile(Model model, JsonObject config, LoadContext context)
    {
        try
        {
            if (ReadOptimizer(config, context) is not { } optimizer)
                return false;
            var loss = ReadLoss(config["loss"], model, context);
            var metrics = ReadMetrics(config["metrics"], model, context);
            var weighted = ReadMetrics(config["weighted_metrics"], model, context);
            model.Compile(optimizer, loss, metrics, ReadWeights(config["loss_weights"]), ReadMode(config["sample_weight_mode"]), weighted);
            return model.Compilation is not null;
        }
        catch (Exception error) when (error is UnknownNameException or ArgumentException or InvalidDataException or InvalidOperationException or FormatException)
        {
            context.Warnings.Add($"{context.Source}: the model is not compiled, it can predict only: {error.Message} Compile it to train.");
            return false;
        }
    }

    private static Optimizer? ReadOptimizer(JsonObject config, LoadContext context)
    {
        var node = (config["optimizer_config"] ?? config["optimizer"]) switch
        {
            JsonObject wrapped => wrapped,
            JsonValue name => new JsonObject { ["class_name"] = name.GetValue<string>(), ["config"] = new JsonObject() },
            _ => null,
        };
        if (node is null)
            return null;
        var className = (node["class_name"] as JsonValue)?.GetValue<string>() ?? "";
        var (name2, settings) = LoadContext.Unwrap(node);
        return context.CustomObjects.Find<Optimizer>(name2, settings)
            ?? OptimizerRegistry.FromConfig(className, settings, context)
            ?? throw new UnknownNameException($"the optimizer '{className}' is not known here.");
    }

    private static LossSpec? ReadLoss(JsonNode? node, Model model, LoadContext context)
    {
        switch (node)
        {
            case null:
                return null;
            case JsonArray list:
                return list.Select(item => item is null ? null : One(item, context)).ToArray();
            case JsonObject members when !members.ContainsKey("class_name"):
                return members.Where(pair => pair.Value is not null && model.OutputNames.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => One(pair.Value!, context));
            default:
                return One(node, context);
        }

        static Loss One(JsonNode node, LoadContext context) => LossRegistry.FromConfig(node, context)
            ?? throw new UnknownNameException($"the loss {node.ToJsonString()} is not known here.");
    }

    private static MetricsSpec? ReadMetrics(JsonNode? node, Model model, LoadContext context)
    {
        var bare = new HashSet<Metric>(ReferenceEqualityComparer.Instance);
        var spec = Read();
        if (spec is not null)
            spec.Bare = bare;
        return spec;

        MetricsSpec? Read()
        {
            switch (node)
            {
                case null:
                    return null;
                // tf.keras gives a list an output even where there is one.
                case JsonArray list when list.Any(item => item is JsonArray):
                    if (model.Outputs.Count == 1 && list.Count == 1)
                        return Many(list[0]);
                    return list.Select(item => Many(item)).ToArray();
                case JsonArray list:
                    return Many(list);
                case JsonObject members when !members.ContainsKey("class_name"):
                    return members.Where(pair => model.OutputNames.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => Many(pair.Value));
                default:
                    return new[] { One(node) };
            }
        }

        Metric[] Many(JsonNode? item) => item switch
        {
            null => [],
            JsonArray items => [.. items.Where(metric => metric is not null).Select(metric => One(metric!))],
            _ => [Bare(One(item))],
        };

        Metric Bare(Metric metric)
        {
            bare.Add(metric);
            return metric;
        }

        Metric One(JsonNode item) => MetricRegistry.FromConfig(item, context)
            ?? throw new UnknownNameException($"the metric {item.ToJsonString()} is not known here.");
    }

    private static LossWeights? ReadWeights(JsonNode? node) => node switch
    {
        JsonArray list => list.Select(item => item?.GetValue<double>() ?? 1).ToArray(),
        JsonObject members => members.ToDictionary(pair => pair.Key, pair => pair.Value?.GetValue<double>() ?? 1),
        _ => null,
    };

    private static SampleWeightMode? ReadMode(JsonNode? node)
    {
        return node switch
        {
            JsonArray list => list.Select(Mode).ToArray(),
            JsonObject members => members.ToDictionary(pair => pair.Key, pair => Mode(pair.Value)),
            _ => Mode(node) is { } mode ? (SampleWeightMode)mode : null,
        };

        // Keras takes every other text for weights of samples.
        static string? Mode(JsonNode? item) => item is JsonValue value && value.TryGetValue(out string? text) && text == "temporal" ? text : null;
    }

    private sealed class UnknownNameException(string message) : Exception(message);
}
