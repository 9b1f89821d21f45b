using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using KerasPort.Utils;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// In training, a dropout that keeps mean and variance of what SELU gives: dropped elements take SELU's least value, then all
/// are scaled and shifted. Any shape, the same shape out. Keras: keras.layers.AlphaDropout.
/// </summary>
public sealed class AlphaDropout : Layer
{
    /// <summary>SELU's least value: -scale alpha.</summary>
    private const double Least = -1.6732632423543772848170429916717 * 1.0507009873554804934193349852946;

    private readonly int?[]? _noiseShape;
    private readonly int? _seed;

    /// <summary>Makes the layer.</summary>
    /// <param name="rate">The share of elements that is dropped, 0 to 1.</param>
    /// <param name="noiseShape">The shape of the random decisions, batch included; null: the input's dimension. Default: the input's shape.</param>
    /// <param name="seed">A seed for this layer; default: one of its own, under the model's seed.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: alpha_dropout_1, alpha_dropout_2, ...</param>
    /// <exception cref="ArgumentOutOfRangeException">rate is not between 0 and 1.</exception>
    public AlphaDropout(double rate, IReadOnlyList<int?>? noiseShape = null, int? seed = null, Shape? inputShape = null, string? name = null)
        : base(name, inputShape: inputShape)
    {
        if (!(rate is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(rate), $"`AlphaDropout`: rate must be between 0 and 1. Received: rate={rate}.");
        (Rate, _noiseShape, _seed) = (rate, noiseShape?.ToArray(), seed);
    }

    internal AlphaDropout(ConfigReader config) : this(config.Double("rate"), NoiseShapes.Read(config), config.IntOrNull("seed"), name: config.Name)
    {
    }

    /// <summary>The share of elements that is dropped.</summary>
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
        var decisions = Ops.RandomUniform(NoiseShapes.Resolve(Name, _noiseShape, input), context.RandomSeed(_seed ?? RandomStream));
        var kept = Ops.Cast(Ops.GreaterEqual(decisions, decisions.Constant(Rate)), input.DataType);
        var scale = 1 / Math.Sqrt((1 - Rate) * (1 + Rate * Least * Least));
        return (input * kept + (1 - kept) * Least) * scale - scale * Least * Rate;
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["rate"] = Rate;
        return config;
    }
}
