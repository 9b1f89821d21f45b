using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using KerasPort.Utils;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>The base of layers that drop elements at random in training; at other times they do nothing.</summary>
public abstract class DropoutLayer : Layer
{
    private protected DropoutLayer(double rate, int? seed, Shape? inputShape, string? name) : base(name, inputShape: inputShape)
    {
        if (!(rate is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(rate), $"`{ClassName}`: rate must be between 0 and 1. Received: rate={rate}.");
        (Rate, Seed) = (rate, seed);
    }

    private protected DropoutLayer(ConfigReader config) : this(Math.Clamp(config.Double(config.Has("p") ? "p" : "rate"), 0, 1), config.IntOrNull("seed"), null, config.Name)
    {
    }

    /// <summary>The share of elements that is dropped.</summary>
    public double Rate { get; }

    /// <summary>This layer's own seed, if it has one.</summary>
    public int? Seed { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override DataType OutputDataType(DataType input) => input;

    /// <summary>The shape of the random decisions, int32: 1 where they hold for a whole axis.</summary>
    private protected abstract Output DecisionShape(Output input);

    /// <summary>How files hold that shape.</summary>
    private protected virtual JsonNode? NoiseShapeConfig() => null;

    internal override void DrawSeeds()
    {
        if (Seed is null && Rate is > 0 and < 1)
            NumPyGenerator.DrawSeed();
    }

    /// <inheritdoc/>
    protected internal sealed override Output Call(Output input, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Training && Rate is > 0 and < 1 ? Drop(input, Rate, DecisionShape(input), context.RandomSeed(Seed ?? RandomStream)) : input;
    }

    /// <summary>Elements set to 0 with a probability, the others divided by what remains.</summary>
    internal static Output Drop(Output x, double rate, Output shape, Output seed)
    {
        var kept = Ops.GreaterEqual(Ops.RandomUniform(shape, seed), Ops.Constant(x.Graph, rate, DataType.Float32));
        var output = x * (1 / (1 - rate)) * Ops.Cast(kept, x.DataType);
        x.Graph.SetShape(output, x.Shape);
        return output;
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["rate"] = Rate;
        config["noise_shape"] = NoiseShapeConfig();
        config["seed"] = Seed;
        return config;
    }
}
