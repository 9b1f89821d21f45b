using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Layers;

/// <summary>The sum of the inputs, at least two. The shapes are equal, or 1 where they are not. Keras: keras.layers.Add.</summary>
public sealed class Add : Merge
{
    /// <summary>Makes the layer.</summary>
    /// <param name="name">The name; default: add_1, add_2, ...</param>
    public Add(string? name = null) : base(name)
    {
    }

    internal Add(ConfigReader config) : base(config)
    {
    }

    private protected override Output Join(Output[] inputs) => inputs.Aggregate(Ops.Add);
}
