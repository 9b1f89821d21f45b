using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Divides each vector along axes by its length: <c>x / sqrt(max(sum x², 1e-12))</c>. Any shape, the same shape out.
/// Keras: keras.layers.UnitNormalization (tf.keras and Keras 3).
/// </summary>
public sealed class UnitNormalization : Layer
{
    private readonly int[] _axes;
    private readonly bool _axisIsList;

    /// <summary>Makes the layer.</summary>
    /// <param name="axis">The axis, or several; negative: from the end; default: the last.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: unit_normalization_1, unit_normalization_2, ...</param>
    public UnitNormalization(IntTuple? axis = null, Shape? inputShape = null, string? name = null) : base(name, inputShape: inputShape) => _axes = [.. axis ?? -1];

    internal UnitNormalization(ConfigReader config) : this(config.Ints("axis", [-1]), name: config.Name) => _axisIsList = config.Node("axis") is JsonArray;

    /// <summary>The axes along which the vectors lie.</summary>
    public IReadOnlyList<int> Axes => _axes;

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override void Build(Shape inputShape) => AxisCheck.Within(Name, "axis", _axes, inputShape);

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context) =>
        input * Ops.Rsqrt(Ops.Maximum(Ops.Sum(Ops.Square(input), _axes, keepDims: true), input.Constant(1e-12)));

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["axis"] = _axes.Length == 1 && !_axisIsList ? _axes[0] : ConfigWriter.Ints(_axes);
        return config;
    }
}
