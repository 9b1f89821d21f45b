using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Masks the steps whose features all equal a value, and sets them to 0: later layers that know masks skip them. Input (batch,
/// steps, features), the same shape out. Keras: keras.layers.Masking.
/// </summary>
public sealed class Masking : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="maskValue">The value; default: 0.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: masking_1, masking_2, ...</param>
    public Masking(double maskValue = 0, Shape? inputShape = null, string? name = null) : base(name, inputShape: inputShape) => MaskValue = maskValue;

    internal Masking(ConfigReader config) : this(config.Double("mask_value", 0), name: config.Name)
    {
    }

    /// <summary>The value whose steps are masked.</summary>
    public double MaskValue { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context) => input * Ops.Cast(Present(input, keepDims: true), input.DataType);

    /// <inheritdoc/>
    protected internal override Output?[] ComputeMask(Output[] inputs, Output?[] masks, Output[] outputs, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return [Present(inputs[0], keepDims: false)];
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["mask_value"] = MaskValue;
        return config;
    }

    private Output Present(Output input, bool keepDims) => Ops.Any(Ops.NotEqual(input, input.Constant(MaskValue)), [-1], keepDims);
}
