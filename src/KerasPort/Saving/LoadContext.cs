using System.Text.Json.Nodes;
using KerasPort.Activations;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Layers;
using KerasPort.Regularizers;
using KerasPort.TensorFlow;

namespace KerasPort.Saving;

/// <summary>What is known while a file is read: where it comes from, which Keras wrote it, what the user registered.</summary>
internal sealed class LoadContext
{
    private const int MaxDepth = 64;

    private int _depth;

    public LoadContext(string source, string kerasVersion, CustomObjects customObjects)
    {
        (Source, KerasVersion, CustomObjects) = (source, kerasVersion, customObjects);
        Dialect = kerasVersion.StartsWith('3') ? KerasDialect.Keras3
            : IsTfKeras(kerasVersion) ? KerasDialect.TfKeras2
            : KerasDialect.Keras2;
    }

    /// <summary>The file, for messages.</summary>
    public string Source { get; }

    /// <summary>The version as the file gives it: "2.3.1", "2.11.0", "1" where it gives none.</summary>
    public string KerasVersion { get; }

    public KerasDialect Dialect { get; }

    public CustomObjects CustomObjects { get; }

    /// <summary>What was passed over and the user should know.</summary>
    public List<string> Warnings { get; } = [];

    public Layer Layer(JsonObject node)
    {
        if (++_depth > MaxDepth)
            throw new InvalidDataException($"{Source}: models or layers are nested more than {MaxDepth} deep.");
        try
        {
            var (className, config) = Unwrap(node);
            return ModelConfigReader.IsModel(className) ? ModelConfigReader.Read(node, this) : LayerRegistry.Create(className, config, this);
        }
        finally
        {
            _depth--;
        }
    }

    public Activations.Activation Activation(JsonNode node, ConfigReader owner, string key)
    {
        if (node is JsonObject wrapped)
        {
            var (className, config) = Unwrap(wrapped);
            return CustomObjects.Find<Activations.Activation>(className, config)
                ?? ActivationRegistry.FromConfig(className, config, Dialect)
                ?? throw owner.Wrong(key, "an activation that is known; pass one of your own by customObjects");
        }
        var name = node.GetValue<string>();
        return CustomObjects.Find<Activations.Activation>(name, []) ?? ActivationRegistry.Find(name, Dialect)
            ?? throw owner.Wrong(key, "an activation that is known; pass one of your own by customObjects");
    }

    public Initializer Initializer(JsonNode node, ConfigReader owner, string key)
    {
        var (className, config) = node is JsonObject wrapped ? Unwrap(wrapped) : (node.GetValue<string>(), []);
        return CustomObjects.Find<Initializer>(className, config) ?? InitializerRegistry.FromConfig(className, config)
            ?? throw owner.Wrong(key, "an initializer that is known; pass one of your own by customObjects");
    }

    public Regularizer Regularizer(JsonNode node, ConfigReader owner, string key)
    {
        var (className, config) = node is JsonObject wrapped ? Unwrap(wrapped) : (node.GetValue<string>(), []);
        return CustomObjects.Find<Regularizer>(className, config) ?? RegularizerRegistry.FromConfig(className, config)
            ?? throw owner.Wrong(key, "a regularizer that is known; pass one of your own by customObjects");
    }

    public Constraint Constraint(JsonNode node, ConfigReader owner, string key)
    {
        var (className, config) = node is JsonObject wrapped ? Unwrap(wrapped) : (node.GetValue<string>(), []);
        return CustomObjects.Find<Constraint>(className, config) ?? ConstraintRegistry.FromConfig(className, config)
            ?? throw owner.Wrong(key, "a constraint that is known; pass one of your own by customObjects");
    }

    /// <summary>The type of a layer's settings: a name, or a policy object of newer files.</summary>
    public DataType DataType(JsonObject config, DataType fallback)
    {
        var node = config["dtype"];
        if (node is JsonObject policy)
            node = (policy["config"] as JsonObject)?["name"];
        if (node is not JsonValue value || !value.TryGetValue(out string? name))
            return fallback;
        // What computes in another precision does so in float32 here, the type that all weights are read in.
        if (name is "float16" or "bfloat16" or "float64" || name.StartsWith("mixed_", StringComparison.Ordinal))
        {
            var warning = $"{Source}: the dtype '{name}' is read as float32.";
            if (!Warnings.Contains(warning))
                Warnings.Add(warning);
            return TensorFlow.DataType.Float32;
        }
        return DataTypes.Parse(name);
    }

    /// <summary>The class' name and settings of {"class_name", "config", ...}; a name registered by a package ("Custom>Adam") loses the package's.</summary>
    public static (string ClassName, JsonObject Config) Unwrap(JsonObject node)
    {
        var className = node["class_name"] is JsonValue value && value.TryGetValue(out string? name) ? name : "";
        var package = className.IndexOf('>', StringComparison.Ordinal);
        // A config that is no object (a function's name) is kept under "name".
        var config = node["config"] switch
        {
            JsonObject members => members,
            JsonValue text => new JsonObject { ["name"] = text.DeepClone() },
            _ => [],
        };
        return (package < 0 ? className : className[(package + 1)..], config);
    }

    private static bool IsTfKeras(string version) =>
        // tf.keras wrote "2.2.4-tf" and "2.3.0-tf", then 2.4.0 to 2.15.0; Keras itself ended its 2 with 2.3.1 and 2.4.3.
        version.Contains("-tf", StringComparison.Ordinal)
        || (version.StartsWith("2.", StringComparison.Ordinal)
            && int.TryParse(version.AsSpan(2).ToString().Split('.', '-')[0], out var minor) && minor >= 4);
}
