using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using KerasPort.Utils;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// In training, multiplies by normally distributed noise of mean 1 and standard deviation <c>sqrt(rate / (1 - rate))</c>. Any
/// shape, the same shape out. Keras: keras.layers.GaussianDropout.
/// </summary>
public sealed class GaussianDropout : Layer
{
    private readonly int? _seed;

    /// <summary>Makes the layer.</summary>
    /// <param name="rate">The share that a <see cref="Dropout"/> of equal effect drops, 0 to 1.</param>
    /// <param name="seed">A seed for this layer; default: one of its own, under the model's seed.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: gaussian_dropout_1, gaussian_dropout_2, ...</param>
    /// <exception cref="ArgumentOutOfRangeException">rate is not between 0 and 1.</exception>
    public GaussianDropout(double rate, int? seed = null, Shape? inputShape = null, string? name = null) : base(name, inputShape: inputShape)
    {
        if (!(rate is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(rate), $"`GaussianDropout`: rate must be between 0 and 1. Received: rate={rate}.");
        (Rate, _seed) = (rate, seed);
    }

    internal GaussianDropout(ConfigReader config) : this(config.Double(config.Has("p") ? "p" : "rate"), config.IntOrNull("seed"), name: config.Name)
    {
    }

    /// <summary>The share that a dropout of equal effect drops.</summary>
    public double Rate { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    internal override void DrawSeeds()
    {
        if (_seed is null && Rate is > 0 and < 1)
            NumPyGenerator.DrawSeed();
    }

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Training || Rate is not (> 0 and < 1))
            return input;
        var noise = Ops.RandomNormal(Ops.ShapeOf(input), context.RandomSeed(_seed ?? RandomStream));
        return input * (Ops.Cast(noise, input.DataType) * Math.Sqrt(Rate / (1 - Rate)) + 1);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["rate"] = Rate;
        return config;
    }
}
