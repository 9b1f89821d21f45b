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

    /// <summary>An object with its class' name.</summary>
    public static JsonObject Object(string className, JsonObject config) => new() { ["class_name"] = className, ["config"] = config };

    public static JsonNode? Initializer(Initializer? initializer) =>
        initializer is null ? null : Object(initializer.ClassName, initializer.GetConfig());

    public static JsonNode? Regularizer(Regularizer? regularizer) =>
        regularizer is null ? null : Object(regularizer.ClassName, regularizer.GetConfig());

    public static JsonNode? Constraint(Constraint? constraint) =>
        constraint is null ? null : Object(constraint.ClassName, constraint.GetConfig());
}
