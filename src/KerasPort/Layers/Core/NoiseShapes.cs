using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Layers;

/// <summary>The shape of random decisions that spread over axes of length 1: Keras' noise_shape.</summary>
internal static class NoiseShapes
{
    public static int?[]? Read(ConfigReader config) => config.Shape("noise_shape") is { } shape
        ? [.. shape.Select(dim => dim is { } known ? checked((int)known) : (int?)null)]
        : null;

    public static JsonNode? ToConfig(int?[]? shape) =>
        shape is null ? null : new JsonArray([.. shape.Select(dim => dim is { } known ? (JsonNode)JsonValue.Create(known) : null)]);

    public static Output Resolve(string name, int?[]? shape, Output input)
    {
        if (shape is null)
            return Ops.ShapeOf(input);
        if (shape.Length != input.Rank)
            throw new ArgumentException($"`{name}`: noise_shape must have as many dimensions as the input, {input.Rank}. Received: {shape.Length} dimensions.");
        return Ops.Stack([.. shape.Select((dim, axis) => dim is { } known ? Ops.Constant(input.Graph, known) : Ops.Dimension(input, axis))]);
    }
}
