using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>Each sample n times in a row. Input (batch, features), output (batch, n, features). Keras: keras.layers.RepeatVector.</summary>
public sealed class RepeatVector : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="n">How often, positive.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: repeat_vector_1, repeat_vector_2, ...</param>
    /// <exception cref="ArgumentOutOfRangeException">n is not positive.</exception>
    public RepeatVector(int n, Shape? inputShape = null, string? name = null) : base(name, inputShape: inputShape) =>
        N = n > 0 ? n : throw new ArgumentOutOfRangeException(nameof(n), $"`RepeatVector`: n must be a positive integer. Received: n={n}.");

    internal RepeatVector(ConfigReader config) : this(config.Int("n"), name: config.Name)
    {
    }

    /// <summary>How often each sample is repeated.</summary>
    public int N { get; }

    /// <inheritdoc/>
    protected internal override DataType OutputDataType(DataType input) => input;

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (shapes.Length == 1 && shapes[0].Rank != 2)
            throw new ArgumentException($"`{Name}`: the input must have 2 axes (batch, features). Received: shape={shapes[0]}.", nameof(shapes));
    }

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context) => Ops.Tile(Ops.ExpandDims(input, 1), 1, N, 1);

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        return inputShape.Insert(1, N);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["n"] = N;
        return config;
    }
}
