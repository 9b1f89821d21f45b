using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using KerasPort.Utils;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>In training, adds normally distributed noise of mean 0. Any shape, the same shape out. Keras: keras.layers.GaussianNoise.</summary>
public sealed class GaussianNoise : Layer
{
    private readonly int? _seed;

    /// <summary>Makes the layer.</summary>
    /// <param name="stddev">The noise's standard deviation, at least 0.</param>
    /// <param name="seed">A seed for this layer; default: one of its own, under the model's seed.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: gaussian_noise_1, gaussian_noise_2, ...</param>
    /// <exception cref="ArgumentOutOfRangeException">stddev is negative.</exception>
    public GaussianNoise(double stddev, int? seed = null, Shape? inputShape = null, string? name = null) : base(name, inputShape: inputShape)
    {
        if (!(stddev >= 0))
            throw new ArgumentOutOfRangeException(nameof(stddev), $"`GaussianNoise`: stddev must be at least 0. Received: stddev={stddev}.");
        (Stddev, _seed) = (stddev, seed);
    }

    internal GaussianNoise(ConfigReader config) : this(config.Double(config.Has("sigma") ? "sigma" : "stddev"), config.IntOrNull("seed"), name: config.Name)
    {
    }

    /// <summary>The noise's standard deviation.</summary>
    public double Stddev { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    internal override void DrawSeeds()
    {
        if (_seed is null)
            NumPyGenerator.DrawSeed();
    }

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Training
            ? input + Ops.Cast(Ops.RandomNormal(Ops.ShapeOf(input), context.RandomSeed(_seed ?? RandomStream)), input.DataType) * Stddev
            : input;
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["stddev"] = Stddev;
        return config;
    }
}
