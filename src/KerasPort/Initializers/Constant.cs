using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Initializers;

/// <summary>All values are one number. Keras: keras.initializers.Constant.</summary>
public sealed class Constant : Initializer
{
    /// <summary>Makes the initializer.</summary>
    /// <param name="value">The number; default: 0.</param>
    public Constant(double value = 0) => Value = value;

    /// <summary>The number.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public override float[] Call(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var values = new float[shape.Count];
        Array.Fill(values, (float)Value);
        return values;
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new() { ["value"] = ConfigWriter.Number(Value) };
}
