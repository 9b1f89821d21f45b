using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// The elements of each sample under another shape. Input (batch, ...), output (batch,) + targetShape. Keras: keras.layers.Reshape.
/// </summary>
public sealed class Reshape : Layer
{
    private readonly int[] _targetShape;

    /// <summary>Makes the layer.</summary>
    /// <param name="targetShape">The shape of one sample afterwards; one dimension may be -1: what remains.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: reshape_1, reshape_2, ...</param>
    /// <exception cref="ArgumentException">More than one dimension is negative.</exception>
    public Reshape(IntTuple targetShape, Shape? inputShape = null, string? name = null) : base(name, inputShape: inputShape)
    {
        ArgumentNullException.ThrowIfNull(targetShape);
        _targetShape = [.. targetShape];
        if (_targetShape.Count(dim => dim < 0) > 1)
            throw new ArgumentException($"`Reshape`: target_shape can have one unknown dimension (-1). Received: target_shape={targetShape}.", nameof(targetShape));
    }

    internal Reshape(ConfigReader config)
        : this([.. config.Shape("target_shape")?.Select(dim => checked((int)(dim ?? -1))) ?? throw config.Missing("target_shape")], name: config.Name)
    {
    }

    /// <summary>The shape of one sample afterwards.</summary>
    public IReadOnlyList<int> TargetShape => _targetShape;

    /// <inheritdoc/>
    protected internal override DataType OutputDataType(DataType input) => input;

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context)
    {
        var shape = ComputeOutputShape(input.Shape);
        // With all dimensions of a sample known the batch is what remains; else the graph says how large it is.
        if (shape[1..].IsFullyKnown)
            return Ops.Reshape(input, [-1, .. shape[1..].ToArray().Select(dim => checked((int)dim))]);
        var output = Ops.Reshape(input, Ops.Stack([Ops.Dimension(input, 0), .. _targetShape.Select(dim => Ops.Constant(input.Graph, dim))]));
        input.Graph.SetShape(output, shape);
        return output;
    }

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        var sample = inputShape[1..];
        if (!sample.IsFullyKnown)
            return new Shape([inputShape[0], .. _targetShape]);
        var known = _targetShape.Where(dim => dim >= 0).Aggregate(1L, (product, dim) => product * dim);
        var fits = Array.TrueForAll(_targetShape, dim => dim >= 0) ? known == sample.Count : known > 0 && sample.Count % known == 0;
        if (!fits)
            throw new ArgumentException($"`{Name}`: target_shape must have as many elements as the input. Received: target_shape=({string.Join(", ", _targetShape)}), shape={inputShape}.", nameof(inputShape));
        return new Shape([inputShape[0], .. _targetShape.Select(dim => dim < 0 ? sample.Count / known : dim)]);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["target_shape"] = ConfigWriter.Ints(_targetShape);
        return config;
    }
}
