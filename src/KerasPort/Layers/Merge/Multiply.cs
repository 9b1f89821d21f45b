using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Layers;

/// <summary>The product of the inputs, element by element, at least two. The shapes are equal, or 1 where they are not. Keras: keras.layers.Multiply.</summary>
public sealed class Multiply : Merge
{
    /// <summary>Makes the layer.</summary>
    /// <param name="name">The name; default: multiply_1, multiply_2, ...</param>
    public Multiply(string? name = null) : base(name)
    {
    }

    internal Multiply(ConfigReader config) : base(config)
    {
    }

    private protected override Output Join(Output[] inputs) => inputs.Aggregate(Ops.Multiply);
}
