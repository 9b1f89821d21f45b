using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// The rectifier with all settings: <c>maxValue</c> at and above maxValue, <c>x</c> from the threshold on, below it
/// <c>negativeSlope (x - threshold)</c>. Any shape, the same shape out. Keras: keras.layers.ReLU.
/// </summary>
public sealed class ReLU : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="maxValue">The largest value, at least 0; default: none.</param>
    /// <param name="negativeSlope">The slope below the threshold, at least 0; default: 0.</param>
    /// <param name="threshold">From where on values pass; default: 0.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: re_lu_1, re_lu_2, ...</param>
    /// <exception cref="ArgumentOutOfRangeException">maxValue or negativeSlope is negative.</exception>
    public ReLU(double? maxValue = null, double negativeSlope = 0, double threshold = 0, Shape? inputShape = null, string? name = null) : base(name, inputShape: inputShape)
    {
        if (maxValue < 0)
            throw new ArgumentOutOfRangeException(nameof(maxValue), $"`ReLU`: max_value must be at least 0. Received: max_value={maxValue}.");
        if (negativeSlope < 0)
            throw new ArgumentOutOfRangeException(nameof(negativeSlope), $"`ReLU`: negative_slope must be at least 0. Received: negative_slope={negativeSlope}.");
        (MaxValue, NegativeSlope, Threshold) = ((float?)maxValue, (float)negativeSlope, (float)threshold);
    }

    internal ReLU(ConfigReader config)
        : this(config.DoubleOrNull("max_value"), config.Double("negative_slope", 0), config.Double("threshold", 0), name: config.Name)
    {
    }

    /// <summary>The largest value, as a float32.</summary>
    public double? MaxValue { get; }

    /// <summary>The slope below the threshold, as a float32.</summary>
    public double NegativeSlope { get; }

    /// <summary>From where on values pass, as a float32.</summary>
    public double Threshold { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context)
    {
        if (NegativeSlope != 0 && MaxValue is null && Threshold == 0)
            return Ops.LeakyRelu(input, (float)NegativeSlope);
        var output = Threshold == 0 ? Ops.Relu(input) : input * Ops.Cast(Ops.Greater(input, input.Constant(Threshold)), input.DataType);
        if (MaxValue is { } most)
            output = Ops.Clip(output, 0, most);
        return NegativeSlope == 0 ? output : output - Ops.Relu(Threshold - input) * NegativeSlope;
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["max_value"] = MaxValue;
        config["negative_slope"] = NegativeSlope;
        config["threshold"] = Threshold;
        return config;
    }
}
