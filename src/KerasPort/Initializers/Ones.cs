using KerasPort.TensorFlow;

namespace KerasPort.Initializers;

/// <summary>All values are 1. Keras: keras.initializers.Ones.</summary>
public sealed class Ones : Initializer
{
    /// <inheritdoc/>
    public override float[] Call(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var values = new float[shape.Count];
        Array.Fill(values, 1f);
        return values;
    }
}
