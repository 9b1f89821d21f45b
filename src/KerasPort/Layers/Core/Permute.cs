using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>The axes of each sample in another order. Keras: keras.layers.Permute.</summary>
/// <example><c>new Permute((2, 1))</c> makes (batch, a, b) to (batch, b, a).</example>
public sealed class Permute : Layer
{
    private readonly int[] _dims;

    /// <summary>Makes the layer.</summary>
    /// <param name="dims">For each axis after the batch, which axis of the input it is; they count from 1.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: permute_1, permute_2, ...</param>
    /// <exception cref="ArgumentException">dims is no permutation of 1 to n.</exception>
    public Permute(IntTuple dims, Shape? inputShape = null, string? name = null) : base(name, inputShape: inputShape)
    {
        ArgumentNullException.ThrowIfNull(dims);
        _dims = [.. dims];
        if (!_dims.Order().SequenceEqual(Enumerable.Range(1, _dims.Length)))
            throw new ArgumentException($"`Permute`: dims must hold each number from 1 to {_dims.Length} once. Received: dims={dims}.", nameof(dims));
    }

    internal Permute(ConfigReader config) : this(config.Ints("dims"), name: config.Name)
    {
    }

    /// <summary>For each axis after the batch, which axis of the input it is.</summary>
    public IReadOnlyList<int> Dims => _dims;

    /// <inheritdoc/>
    protected internal override DataType OutputDataType(DataType input) => input;

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (shapes.Length == 1 && shapes[0].Rank != _dims.Length + 1)
            throw new ArgumentException($"`{Name}`: the input must have {_dims.Length + 1} axes. Received: shape={shapes[0]}.", nameof(shapes));
    }

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context) => Ops.Transpose(input, [0, .. _dims]);

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        return new Shape([inputShape[0], .. _dims.Select(dim => inputShape[dim])]);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["dims"] = ConfigWriter.Ints(_dims);
        return config;
    }
}
