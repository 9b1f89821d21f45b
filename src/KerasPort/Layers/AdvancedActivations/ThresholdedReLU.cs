using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary><c>x</c> above a threshold, else 0. Any shape, the same shape out. Keras: keras.layers.ThresholdedReLU.</summary>
public sealed class ThresholdedReLU : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="theta">The threshold; default: 1.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: thresholded_re_lu_1, thresholded_re_lu_2, ...</param>
    public ThresholdedReLU(double theta = 1, Shape? inputShape = null, string? name = null) : base(name, inputShape: inputShape) => Theta = (float)theta;

    internal ThresholdedReLU(ConfigReader config) : this(config.Double("theta", 1), name: config.Name)
    {
    }

    /// <summary>The threshold, as a float32.</summary>
    public double Theta { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context) =>
        input * Ops.Cast(Ops.Greater(input, input.Constant(Theta)), input.DataType);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["theta"] = Theta;
        return config;
    }
}
