using System.Text.Json.Nodes;
using KerasPort.Initializers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// In each training step, divides the kernel of a layer by its largest singular value, which power iteration finds.
/// Keras: keras.layers.SpectralNormalization (tf.keras and Keras 3).
/// </summary>
public sealed class SpectralNormalization : Wrapper
{
    private Weight _kernel = null!;
    private Weight _vector = null!;

    /// <summary>Wraps a layer.</summary>
    /// <param name="layer">A layer with a kernel or embeddings.</param>
    /// <param name="powerIterations">How often the power iteration runs in a step, positive; default: 1.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: spectral_normalization_1, spectral_normalization_2, ...</param>
    /// <exception cref="ArgumentOutOfRangeException">powerIterations is not positive.</exception>
    public SpectralNormalization(Layer layer, int powerIterations = 1, Shape? inputShape = null, string? name = null) : base(layer, name)
    {
        if (powerIterations <= 0)
            throw new ArgumentOutOfRangeException(nameof(powerIterations), $"`SpectralNormalization`: power_iterations must be a positive integer. Received: power_iterations={powerIterations}.");
        PowerIterations = powerIterations;
        BatchInputShape = inputShape?.Insert(0, -1);
    }

    internal SpectralNormalization(ConfigReader config) : this(config.Layer("layer"), config.Int("power_iterations", 1), name: config.Name)
    {
    }

    /// <summary>How often the power iteration runs in a step.</summary>
    public int PowerIterations { get; }

    // Keras 3 keeps the kernel twice: as the wrapper's and as the layer's within.
    internal override IEnumerable<(string Path, IReadOnlyList<Weight> Weights)> StateGroups => base.StateGroups.Prepend(("", [_kernel, _vector]));

    /// <inheritdoc/>
    protected internal override void Build(Shape inputShape)
    {
        Inner.EnsureBuilt([inputShape]);
        _kernel = Inner.OwnWeights.FirstOrDefault(weight => weight.Name[(weight.Name.LastIndexOf('/') + 1)..] is "kernel" or "depthwise_kernel" or "embeddings")
            ?? throw new InvalidOperationException($"`{Name}`: the layer within must have a kernel or embeddings. Received: '{Inner.Name}' ({Inner.ClassName}).");
        _vector = AddWeight("vector_u", new Shape(1, _kernel.Shape[-1]), new TruncatedNormal(stddev: 0.02), trainable: false);
    }

    /// <inheritdoc/>
    protected internal override Output Call(Output input, Output? mask, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Training)
            Normalize(context);
        return Inner.Call([input], [mask], context)[0];
    }

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape) => Inner.ComputeOutputShapes([inputShape])[0];

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["power_iterations"] = PowerIterations;
        return config;
    }

    private void Normalize(CallContext context)
    {
        var kernel = context.Value(_kernel);
        var matrix = Ops.Reshape(kernel, -1, checked((int)_kernel.Shape[-1]));
        var before = context.Value(_vector);
        var u = before;
        var v = u;
        for (var i = 0; i < PowerIterations; i++)
        {
            v = Unit(Ops.MatMul(u, matrix, transposeB: true));
            u = Unit(Ops.MatMul(v, matrix));
        }
        var sigma = Ops.MatMul(Ops.MatMul(v, matrix), u, transposeB: true);
        // A kernel of zeros has no direction: it stays.
        var isZero = Ops.All(Ops.Equal(kernel, kernel.Constant(0)));
        context.Update(_vector, Ops.Select(isZero, before, u));
        // Training goes on from the divided kernel: gradients are taken at it, not through the division.
        context.Update(_kernel, Ops.StopGradient(Ops.Select(isZero, kernel, kernel / Ops.Reshape(sigma, []))));
    }

    private static Output Unit(Output x) => x * Ops.Minimum(Ops.Rsqrt(Ops.Sum(Ops.Square(x))), x.Constant(1e12));
}
