using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>An activation as a layer of its own. Any shape, the same shape out. Keras: keras.layers.Activation.</summary>
public sealed class Activation : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="activation">The function, or its name.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: activation_1, activation_2, ...</param>
    public Activation(Activations.Activation activation, Shape? inputShape = null, string? name = null) : base(name, inputShape: inputShape)
    {
        ArgumentNullException.ThrowIfNull(activation);
        Function = activation;
    }

    internal Activation(ConfigReader config) : this(config.Activation(), name: config.Name)
    {
    }

    /// <summary>The function.</summary>
    public Activations.Activation Function { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes)
    {
        if (Function.Name == "softmax")
            Activations.ActivationFunctions.CheckSoftmax(shapes[0]);
    }

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context) => Function.Call(input);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["activation"] = Function.ToConfig();
        return config;
    }
}
