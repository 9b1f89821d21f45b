using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Layers;

/// <summary>The smallest of the inputs, element by element, at least two. The shapes are equal, or 1 where they are not. Keras: keras.layers.Minimum.</summary>
public sealed class Minimum : Merge
{
    /// <summary>Makes the layer.</summary>
    /// <param name="name">The name; default: minimum_1, minimum_2, ...</param>
    public Minimum(string? name = null) : base(name)
    {
    }

    internal Minimum(ConfigReader config) : base(config)
    {
    }

    private protected override Output Join(Output[] inputs) => inputs.Aggregate(Ops.Minimum);
}
