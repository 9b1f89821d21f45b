using System.Text.Json.Nodes;

namespace KerasPort.Saving;

/// <summary>
/// Turns a layer's settings from the names of Keras 1 (nb_filter, border_mode, W_regularizer) into those of Keras 2. Keras:
/// keras.legacy.interfaces; for Merge, its own modes.
/// </summary>
internal static class Keras1Settings
{
    /// <summary>Names that mean the same in every class that has them.</summary>
    private static readonly Dictionary<string, string> s_names = new()
    {
        ["U_regularizer"] = "recurrent_regularizer",
        ["W_constraint"] = "kernel_constraint",
        ["W_regularizer"] = "kernel_regularizer",
        ["atrous_rate"] = "dilation_rate",
        ["b_constraint"] = "bias_constraint",
        ["b_regularizer"] = "bias_regularizer",
        ["beta_init"] = "beta_initializer",
        ["bias"] = "use_bias",
        ["border_mode"] = "padding",
        ["consume_less"] = "implementation",
        ["dim_ordering"] = "data_format",
        ["dropout_U"] = "recurrent_dropout",
        ["dropout_W"] = "dropout",
        ["filter_length"] = "kernel_size",
        ["gamma_init"] = "gamma_initializer",
        ["init"] = "kernel_initializer",
        ["inner_activation"] = "recurrent_activation",
        ["inner_init"] = "recurrent_initializer",
        ["length"] = "size",
        ["nb_filter"] = "filters",
        ["output_dim"] = "units",
        ["p"] = "rate",
        ["pool_length"] = "pool_size",
        ["sigma"] = "stddev",
        ["stride"] = "strides",
        ["subsample"] = "strides",
        ["subsample_length"] = "strides",
    };

    private static readonly Dictionary<(string Class, string Name), string> s_ofClasses = new()
    {
        [("Embedding", "W_constraint")] = "embeddings_constraint",
        [("Embedding", "W_regularizer")] = "embeddings_regularizer",
        [("Embedding", "init")] = "embeddings_initializer",
        [("Embedding", "output_dim")] = "output_dim",
        [("PReLU", "init")] = "alpha_initializer",
        [("SeparableConvolution2D", "init")] = "depthwise_initializer",
    };

    /// <summary>Layers that kept the names of Keras 1.</summary>
    private static readonly string[] s_unchanged = ["Highway", "MaxoutDense"];

    private static readonly string[][] s_windows = [["nb_row", "nb_col"], ["kernel_dim1", "kernel_dim2", "kernel_dim3"]];

    /// <summary>The class and the settings in the form of Keras 2; what has no such form stays, and is refused by its name later.</summary>
    public static (string ClassName, JsonObject Config) Translate(string className, JsonObject config, LoadContext context)
    {
        var result = new JsonObject();
        foreach (var (name, value) in config)
        {
            var renamed = s_ofClasses.GetValueOrDefault((className, name)) ?? s_names.GetValueOrDefault(name) ?? name;
            result[s_unchanged.Contains(className) ? name : renamed] = Value(name, value);
        }
        // The type of the input, which says nothing of the weights'.
        result.Remove("input_dtype");
        foreach (var window in s_windows.Where(window => Array.TrueForAll(window, result.ContainsKey)))
        {
            result["kernel_size"] = new JsonArray([.. window.Select(side => result[side]?.DeepClone())]);
            Remove(result, window);
        }
        if (className == "SeparableConvolution2D" && result["depthwise_initializer"] is { } initializer)
            result["pointwise_initializer"] = initializer.DeepClone();
        if (className is "Deconvolution2D")
            result.Remove("output_shape");
        if (className == "BatchNormalization" && result["mode"] is JsonValue mode && mode.TryGetValue(out int kind) && kind == 0)
            result.Remove("mode");
        if (className == "Embedding" && result.Remove("dropout", out var dropout) && dropout is JsonValue && dropout.ToString() is not ("0" or "0.0"))
            context.Warnings.Add($"{context.Source}: Embedding '{config["name"]}': its dropout of {dropout} is left out, as in Keras 2. To train on, put a SpatialDropout1D behind it.");
        if (result["forget_bias_init"]?.ToString() is { } forget)
        {
            result["unit_forget_bias"] = forget == "one";
            result.Remove("forget_bias_init");
        }
        if (className != "Embedding" && result.ContainsKey("input_dim"))
        {
            if (!result.ContainsKey("batch_input_shape"))
                result["batch_input_shape"] = className is "Dense" or "Highway" or "MaxoutDense"
                    ? new JsonArray(null, result["input_dim"]?.DeepClone())
                    : new JsonArray(null, result["input_length"]?.DeepClone(), result["input_dim"]?.DeepClone());
            Remove(result, "input_dim", "input_length");
        }
        return className == "Merge" ? Merge(result) : (className switch
        {
            "AtrousConvolution1D" => "Conv1D",
            "AtrousConvolution2D" => "Conv2D",
            // A Dense layer for sequences; Dense takes them itself now.
            "TimeDistributedDense" => "Dense",
            _ => className,
        }, result);
    }

    private static JsonNode? Value(string name, JsonNode? value) => (name, value) switch
    {
        ("dim_ordering", JsonValue) => value.ToString() switch { "tf" => "channels_last", "th" => "channels_first", _ => null },
        ("consume_less", JsonValue) => value.ToString() switch { "cpu" => 0, "mem" => 1, _ => 2 },
        // {"name": "WeightRegularizer", "l1": 0.0, "l2": 0.01}; one by eigenvalues had no l1 and l2.
        ("W_regularizer" or "U_regularizer" or "b_regularizer" or "activity_regularizer" or "gamma_regularizer" or "beta_regularizer", JsonObject members) when !members.ContainsKey("class_name") && (members.ContainsKey("l1") || members.ContainsKey("l2")) =>
            ConfigWriter.Object("L1L2", new JsonObject { ["l1"] = members["l1"]?.DeepClone() ?? 0, ["l2"] = members["l2"]?.DeepClone() ?? 0 }),
        // {"name": "MaxNorm", "m": 2, "axis": 0}
        ("W_constraint" or "b_constraint", JsonObject members) when !members.ContainsKey("class_name") && members["name"] is JsonValue kind =>
            ConfigWriter.Object(kind.ToString(), (JsonObject)members.DeepClone()),
        ("padding", JsonObject sides) => new JsonArray(
            new JsonArray(Side(sides, "top_pad"), Side(sides, "bottom_pad")), new JsonArray(Side(sides, "left_pad"), Side(sides, "right_pad"))),
        _ => value?.DeepClone(),
    };

    private static JsonNode Side(JsonObject sides, string name) => sides[name]?.DeepClone() ?? 0;

    /// <summary>Merge named what it did by a mode.</summary>
    private static (string ClassName, JsonObject Config) Merge(JsonObject config)
    {
        var mode = config["mode"]?.ToString();
        var className = mode switch
        {
            "sum" => "Add",
            "mul" => "Multiply",
            "concat" => "Concatenate",
            "ave" => "Average",
            "max" => "Maximum",
            "dot" or "cos" => "Dot",
            _ => "Merge",
        };
        // A Sequential model kept the branches within: they are no inputs of a call.
        if (className == "Merge" || config["layers"] is JsonArray { Count: > 0 })
            return ("Merge", config);
        if (className == "Concatenate")
            config["axis"] = config["concat_axis"]?.DeepClone();
        if (className == "Dot")
            (config["axes"], config["normalize"]) = (config["dot_axes"]?.DeepClone(), mode == "cos");
        Remove(config, "mode", "mode_type", "concat_axis", "dot_axes", "output_shape", "output_shape_type", "output_mask", "output_mask_type", "arguments", "layers");
        return (className, config);
    }

    private static void Remove(JsonObject config, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            config.Remove(name);
    }
}
