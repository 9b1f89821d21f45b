using System.Text.Json;
using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Layers;
using KerasPort.Optimizers;
using KerasPort.Optimizers.Schedules;
using KerasPort.Regularizers;
using KerasPort.TensorFlow;

namespace KerasPort.Saving;

/// <summary>
/// Reads one object's settings from a file's JSON, whatever Keras wrote it. It notes which keys were read: a key that nothing
/// read and whose value is not its neutral default is an error that names it.
/// </summary>
internal sealed class ConfigReader
{
    private readonly JsonObject _config;
    private readonly HashSet<string> _read = ["name", "trainable", "dtype", "batch_input_shape", "batch_shape", "module", "registered_name", "build_config", "shared_object_id", "autocast"];

    public ConfigReader(string className, JsonObject config, LoadContext context)
    {
        (ClassName, _config, Context) = (className, config, context);
        Name = StringOrNull("name");
    }

    public string ClassName { get; }

    /// <summary>The object's name, which a layer takes over: null where the file gives none.</summary>
    public string? Name { get; }

    public LoadContext Context { get; }

    public KerasDialect Dialect => Context.Dialect;

    /// <summary>The whole object, for what has a form of its own.</summary>
    public JsonObject Json => _config;

    public bool Has(string key) => _config.ContainsKey(key) && _config[key] is not null;

    public JsonNode? Node(string key)
    {
        _read.Add(key);
        return _config[key];
    }

    /// <summary>Notes that a key was seen and does not matter.</summary>
    public void Ignore(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            _read.Add(key);
    }

    public string String(string key, string fallback) => Value(key, fallback, node => node.GetValue<string>());

    public string? StringOrNull(string key) => Node(key) is { } node && node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

    public bool Bool(string key, bool fallback) => Value(key, fallback, node => node.GetValueKind() == JsonValueKind.Number ? JsonNumber.ToDouble(node) != 0 : node.GetValue<bool>());

    public int Int(string key, int? fallback = null) => Value(key, fallback, ToInt) ?? throw Missing(key);

    public double Double(string key, double? fallback = null) => Value<double?>(key, fallback, node => JsonNumber.ToDouble(Plain(node))) ?? throw Missing(key);

    public double? DoubleOrNull(string key) => Value<double?>(key, null, node => JsonNumber.ToDouble(Plain(node)));

    public int? IntOrNull(string key) => Value<int?>(key, null, node => ToInt(node));

    /// <summary>A list of whole numbers; a single one counts as a list of one.</summary>
    public int[] Ints(string key, int[]? fallback = null) => Value(key, fallback, node => node switch
    {
        JsonArray array => array.Select(item => ToInt(item!)).ToArray(),
        _ => [ToInt(node)],
    }) ?? throw Missing(key);

    /// <summary>A list of n whole numbers; a single one stands for all.</summary>
    public int[] Ints(string key, int count, int[]? fallback)
    {
        var values = Ints(key, fallback);
        if (values.Length == 1 && count != 1)
            values = [.. Enumerable.Repeat(values[0], count)];
        return values.Length == count ? values : throw Wrong(key, $"{count} whole numbers");
    }

    /// <summary>A list of numbers; a single one counts as a list of one.</summary>
    public double[] Doubles(string key) => DoublesOrNull(key) ?? throw Missing(key);

    public double[]? DoublesOrNull(string key) => Value<double[]?>(key, null, node => node switch
    {
        JsonArray array => array.Select(item => JsonNumber.ToDouble(item!)).ToArray(),
        _ => [JsonNumber.ToDouble(node)],
    });

    public Shape? Shape(string key) => Value<Shape?>(key, null, node => node is JsonArray array
        // Keras 2's Embedding nests an input_length of several steps: [null, [3, 2]].
        ? KerasPort.TensorFlow.Shape.Create([.. array.SelectMany(item => item is JsonArray inner ? inner.ToArray() : [item]).Select(item => item is null ? (long?)null : ToInt(item))])
        : throw Wrong(key, "a list of dimensions"));

    /// <summary>A name, an object of newer files, or null (linear).</summary>
    public Activations.Activation Activation(string key = "activation", string fallback = "linear")
    {
        var node = Node(key) ?? JsonValue.Create(_config.ContainsKey(key) ? "linear" : fallback);
        return Context.Activation(node, this, key);
    }

    public Initializer Initializer(string key, string fallback) =>
        Node(key) is { } node ? Context.Initializer(node, this, key) : InitializerRegistry.Get(fallback);

    /// <summary>How losses are reduced: "auto" is the mean.</summary>
    public Losses.Reduction Reduction() => String("reduction", "sum_over_batch_size") switch
    {
        "auto" or "mean" or "sum_over_batch_size" => Losses.Reduction.SumOverBatchSize,
        "sum" => Losses.Reduction.Sum,
        "none" => Losses.Reduction.None,
        "mean_with_sample_weight" => Losses.Reduction.MeanWithSampleWeight,
        _ => throw Wrong("reduction", "'auto', 'mean', 'sum_over_batch_size', 'sum', 'none' or 'mean_with_sample_weight'"),
    };

    /// <summary>An optimizer's learning rate: a number ("lr" in files before Keras 2.3) or a schedule.</summary>
    public LearningRateSource LearningRate(double fallback)
    {
        var key = Has("lr") ? "lr" : "learning_rate";
        return Node(key) is JsonObject schedule ? ScheduleRegistry.FromConfig(schedule, this) : Double(key, fallback);
    }

    public Regularizer? Regularizer(string key) => Node(key) is { } node ? Context.Regularizer(node, this, key) : null;

    public Constraint? Constraint(string key) => Node(key) is { } node ? Context.Constraint(node, this, key) : null;

    /// <summary>A layer within this one: an object with class_name and config.</summary>
    public Layer Layer(string key) => Context.Layer(Node(key) as JsonObject ?? throw Missing(key));

    public InvalidDataException Missing(string key) => Error($"the setting '{key}' is missing");

    public InvalidDataException Wrong(string key, string expected) =>
        Error($"the setting '{key}' must be {expected}. Received: {key}={_config[key]?.ToJsonString() ?? "null"}");

    public InvalidDataException Error(string what) =>
        new($"{Context.Source}: {ClassName} '{Name}' (written by Keras {Context.KerasVersion}): {what}.");

    /// <summary>Throws where a key was not read and says something that we would not do.</summary>
    public void CheckAllRead()
    {
        foreach (var (key, value) in _config)
            if (!_read.Contains(key) && !IsNeutral(value))
                throw Error($"the setting '{key}' is not known. Received: {key}={value!.ToJsonString()}");
    }

    private static bool IsNeutral(JsonNode? value) => value is null || value.GetValueKind() switch
    {
        JsonValueKind.False => true,
        JsonValueKind.Null => true,
        JsonValueKind.Array => ((JsonArray)value).Count == 0,
        JsonValueKind.Object => ((JsonObject)value).Count == 0,
        _ => false,
    };

    private T Value<T>(string key, T fallback, Func<JsonNode, T> read)
    {
        if (Node(key) is not { } node)
            return fallback;
        try
        {
            return read(node);
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw Wrong(key, "of another kind");
        }
    }

    private int? Value(string key, int? fallback, Func<JsonNode, int> read) => Value<int?>(key, fallback, node => read(node));

    /// <summary>Keras 2.2 wrote {"type": "ndarray", "value": 0.1} for some numbers.</summary>
    private static JsonNode Plain(JsonNode node) => node is JsonObject array && array["value"] is { } number ? number : node;

    /// <summary>A whole number, however it came into the object.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static int ToInt(JsonNode node)
    {
        var number = JsonNumber.ToDouble(node);
        return number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? (int)number : throw new FormatException();
    }
}
