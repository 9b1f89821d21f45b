using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>The first input less the second. The shapes are equal, or 1 where they are not. Keras: keras.layers.Subtract.</summary>
public sealed class Subtract : Merge
{
    /// <summary>Makes the layer.</summary>
    /// <param name="name">The name; default: subtract_1, subtract_2, ...</param>
    public Subtract(string? name = null) : base(name)
    {
    }

    internal Subtract(ConfigReader config) : base(config)
    {
    }

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (shapes.Length != 2)
            throw new ArgumentException($"`{Name}`: the layer Subtract takes 2 inputs. Received: {shapes.Length}.", nameof(shapes));
    }

    private protected override Output Join(Output[] inputs) => inputs[0] - inputs[1];
}
