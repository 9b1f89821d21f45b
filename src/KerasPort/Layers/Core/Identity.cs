using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>Passes its input on. Any shape. Keras: keras.layers.Identity.</summary>
public sealed class Identity : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: identity_1, identity_2, ...</param>
    public Identity(Shape? inputShape = null, string? name = null) : base(name, inputShape: inputShape)
    {
    }

    internal Identity(ConfigReader config) : this(name: config.Name)
    {
    }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override DataType OutputDataType(DataType input) => input;
}
