using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Layers;

/// <summary>The mean of the inputs, element by element, at least two. The shapes are equal, or 1 where they are not. Keras: keras.layers.Average.</summary>
public sealed class Average : Merge
{
    /// <summary>Makes the layer.</summary>
    /// <param name="name">The name; default: average_1, average_2, ...</param>
    public Average(string? name = null) : base(name)
    {
    }

    internal Average(ConfigReader config) : base(config)
    {
    }

    private protected override Output Join(Output[] inputs) => inputs.Aggregate(Ops.Add) / inputs.Length;
}
