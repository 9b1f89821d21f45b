using System.Text.Json;
using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.TensorFlow;

namespace KerasPort.Saving;

/// <summary>Turns settings into the JSON of Keras' files.</summary>
internal static class ConfigWriter
{
    /// <summary>A shape as a list, null for an unknown dimension.</summary>
    public static JsonArray Shape(Shape shape) => new([.. shape.Select(dim => dim is { } known ? (JsonNode)JsonValue.Create(known) : null)]);

    /// <summary>A list of whole numbers.</summary>
    public static JsonArray Ints(params ReadOnlySpan<int> values)
    {
        var array = new JsonArray();
        foreach (var value in values)
            array.Add((JsonNode)JsonValue.Create(value));
        return array;
    }

    /// <summary>A list of numbers, or null.</summary>
    public static JsonArray? Doubles(double[]? values) => values is null ? null : new JsonArray([.. values.Select(value => (JsonNode)JsonValue.Create(value))]);

    /// <summary>An object with its class' name.</summary>
    public static JsonObject Object(string className, JsonObject config) => new() { ["class_name"] = className, ["config"] = config };

    /// <summary>An object as Keras 3 writes it.</summary>
    /// <param name="module">Where Keras 3 has the class; for a class of one's own, nothing is written.</param>
    /// <param name="className">The class' name.</param>
    /// <param name="config">Its settings.</param>
    /// <param name="isKeras">Whether the class is one of Keras' own.</param>
    public static JsonObject Keras3Object(string module, string className, JsonObject config, bool isKeras) => new()
    {
        ["module"] = isKeras ? module : null,
        ["class_name"] = className,
        ["config"] = config,
        ["registered_name"] = isKeras ? null : className,
    };

    /// <summary>A number without a fraction as an integer, as Python users write it: 0, 2, 0.5.</summary>
    public static JsonValue Number(double value) =>
        value == Math.Floor(value) && Math.Abs(value) < int.MaxValue ? JsonValue.Create((int)value) : JsonValue.Create(value);

    /// <summary>
    /// Settings whose numbers are written as the file had them that they came from, where they still have the same value: 2 or 2.0,
    /// 0.4 or [0.4].
    /// </summary>
    public static JsonObject AsInFile(JsonObject config, JsonObject? file)
    {
        if (file is null)
            return config;
        foreach (var (key, value) in config.ToArray())
            if (file[key] is { } original && IsSame(value, original))
                config[key] = original.DeepClone();
        return config;
    }

    public static JsonNode? Initializer(Initializer? initializer) =>
        initializer is null ? null : Object(initializer.ClassName, AsInFile(initializer.GetConfig(), initializer.FileConfig));

    public static JsonNode? Regularizer(Regularizer? regularizer) =>
        regularizer is null ? null : Object(regularizer.ClassName, AsInFile(regularizer.GetConfig(), regularizer.FileConfig));

    public static JsonNode? Constraint(Constraint? constraint) =>
        constraint is null ? null : Object(constraint.ClassName, AsInFile(constraint.GetConfig(), constraint.FileConfig));

    private static bool IsSame(JsonNode? a, JsonNode? b) => (a, b) switch
    {
        (JsonArray { Count: 1 } single, JsonValue value) => IsSame(single[0], value),
        (JsonValue value, JsonArray { Count: 1 } single) => IsSame(value, single[0]),
        (JsonArray left, JsonArray right) => left.Count == right.Count && left.Zip(right).All(pair => IsSame(pair.First, pair.Second)),
        (JsonValue left, JsonValue right) => left.GetValueKind() == JsonValueKind.Number && right.GetValueKind() == JsonValueKind.Number
            && JsonNumber.ToDouble(left) == JsonNumber.ToDouble(right),
        _ => false,
    };
}
