using KerasPort.TensorFlow;

namespace KerasPort.Initializers;

/// <summary>All values are 0. Keras: keras.initializers.Zeros.</summary>
public sealed class Zeros : Initializer
{
    /// <inheritdoc/>
    public override float[] Call(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return new float[shape.Count];
    }
}
