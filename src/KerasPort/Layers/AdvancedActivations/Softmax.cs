using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary><c>e^x / sum(e^x)</c> over an axis. Any shape, the same shape out. Keras: keras.layers.Softmax.</summary>
public sealed class Softmax : Layer
{
    private readonly int[] _axes;

    /// <summary>Makes the layer.</summary>
    /// <param name="axis">The axis, or several; negative: from the end; default: the last.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: softmax_1, softmax_2, ...</param>
    public Softmax(IntTuple? axis = null, Shape? inputShape = null, string? name = null) : base(name, inputShape: inputShape) => _axes = [.. axis ?? -1];

    internal Softmax(ConfigReader config) : this(config.Ints("axis", [-1]), name: config.Name)
    {
    }

    /// <summary>The axes over which the sum goes.</summary>
    public IReadOnlyList<int> Axes => _axes;

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes) => Activations.ActivationFunctions.CheckSoftmax(shapes[0]);

    /// <inheritdoc/>
    protected internal override void Build(Shape inputShape) => AxisCheck.Within(Name, "axis", _axes, inputShape);

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context) => Over(input, _axes);

    /// <summary>The softmax over several axes together.</summary>
    internal static Output Over(Output x, int[] axes)
    {
        if (axes is [-1] || (axes.Length == 1 && axes[0] == x.Rank - 1))
            return Ops.Softmax(x);
        var e = Ops.Exp(x - Ops.StopGradient(Ops.Max(x, axes, keepDims: true)));
        return e / Ops.Sum(e, axes, keepDims: true);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["axis"] = _axes.Length == 1 ? _axes[0] : ConfigWriter.Ints(_axes);
        return config;
    }
}
