using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary><c>scale x + offset</c>. Any shape and number type, the same shape of floats out. Keras: keras.layers.Rescaling (tf.keras and Keras 3).</summary>
public sealed class Rescaling : Layer
{
    private readonly double[] _scale;
    private readonly double[] _offset;

    /// <summary>Makes the layer.</summary>
    /// <param name="scale">The factor: 1 / 255.0 brings bytes to [0, 1].</param>
    /// <param name="offset">What is added; default: 0.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: rescaling_1, rescaling_2, ...</param>
    public Rescaling(double scale, double offset = 0, Shape? inputShape = null, string? name = null) : this([scale], [offset], inputShape, name)
    {
    }

    /// <summary>Makes the layer with a factor and an addend for each element of the last axis.</summary>
    /// <param name="scale">The factors, one or as many as channels.</param>
    /// <param name="offset">What is added, one or as many as channels.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: rescaling_1, rescaling_2, ...</param>
    public Rescaling(double[] scale, double[] offset, Shape? inputShape = null, string? name = null) : base(name, inputShape: inputShape)
    {
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentNullException.ThrowIfNull(offset);
        (_scale, _offset) = ([.. scale], [.. offset]);
    }

    internal Rescaling(ConfigReader config) : this(config.Doubles("scale"), config.DoublesOrNull("offset") ?? [0], name: config.Name)
    {
    }

    /// <summary>The factor, or one for each channel.</summary>
    public IReadOnlyList<double> Scale => _scale;

    /// <summary>What is added, or one for each channel.</summary>
    public IReadOnlyList<double> Offset => _offset;

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context)
    {
        var x = Ops.Cast(input, DataType);
        return x * Numbers(_scale, x) + Numbers(_offset, x);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["scale"] = _scale.Length == 1 ? _scale[0] : ConfigWriter.Doubles(_scale);
        config["offset"] = _offset.Length == 1 ? ConfigWriter.Number(_offset[0]) : ConfigWriter.Doubles(_offset);
        return config;
    }

    private static Output Numbers(double[] values, Output x) => values.Length == 1
        ? x.Constant(values[0])
        : Ops.Cast(Ops.Constant(x.Graph, Array.ConvertAll(values, value => (float)value)), x.DataType);
}
