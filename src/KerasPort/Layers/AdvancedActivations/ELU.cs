using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary><c>x</c>, or <c>alpha (e^x - 1)</c> below 0. Any shape, the same shape out. Keras: keras.layers.ELU.</summary>
public sealed class ELU : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="alpha">The factor below 0; default: 1.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: elu_1, elu_2, ...</param>
    public ELU(double alpha = 1, Shape? inputShape = null, string? name = null) : base(name, inputShape: inputShape) => Alpha = (float)alpha;

    internal ELU(ConfigReader config) : this(config.Double("alpha", 1), name: config.Name)
    {
    }

    /// <summary>The factor below 0, as a float32.</summary>
    public double Alpha { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context)
    {
        var unit = Ops.Elu(input);
        return Alpha == 1 ? unit : Ops.Select(Ops.Greater(input, input.Constant(0)), unit, unit * Alpha);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["alpha"] = Alpha;
        return config;
    }
}
