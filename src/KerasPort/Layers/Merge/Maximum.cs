using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Layers;

/// <summary>The largest of the inputs, element by element, at least two. The shapes are equal, or 1 where they are not. Keras: keras.layers.Maximum.</summary>
public sealed class Maximum : Merge
{
    /// <summary>Makes the layer.</summary>
    /// <param name="name">The name; default: maximum_1, maximum_2, ...</param>
    public Maximum(string? name = null) : base(name)
    {
    }

    internal Maximum(ConfigReader config) : base(config)
    {
    }

    private protected override Output Join(Output[] inputs) => inputs.Aggregate(Ops.Maximum);
}
