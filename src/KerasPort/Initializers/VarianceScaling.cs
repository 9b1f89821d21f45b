using System.Text.Json.Nodes;
using NumSharp;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Initializers;

/// <summary>
/// Random values whose spread fits the weight's shape: variance <c>scale / n</c>, n the fan in, the fan out or their mean.
/// Keras: keras.initializers.VarianceScaling.
/// </summary>
public sealed class VarianceScaling : SeededInitializer
{
    /// <summary>Makes the initializer.</summary>
    /// <param name="scale">A factor, positive; default: 1.</param>
    /// <param name="mode">"fan_in" (default), "fan_out" or "fan_avg".</param>
    /// <param name="distribution">"normal" (default: cut at two standard deviations) or "uniform".</param>
    /// <param name="seed">Makes the values repeat; default: another one each time.</param>
    public VarianceScaling(double scale = 1, string mode = "fan_in", string distribution = "normal", int? seed = null) : base(seed)
    {
        if (!(scale > 0))
            throw new ArgumentOutOfRangeException(nameof(scale), $"`VarianceScaling`: scale must be positive. Received: scale={scale}.");
        if (mode is not ("fan_in" or "fan_out" or "fan_avg"))
            throw new ArgumentException($"`VarianceScaling`: mode must be 'fan_in', 'fan_out' or 'fan_avg'. Received: mode='{mode}'.", nameof(mode));
        if (distribution is not ("normal" or "uniform"))
            throw new ArgumentException($"`VarianceScaling`: distribution must be 'normal' or 'uniform'. Received: distribution='{distribution}'.", nameof(distribution));
        (Scale, Mode, Distribution) = (scale, mode, distribution);
    }

    /// <summary>The factor.</summary>
    public double Scale { get; }

    /// <summary>Which fan counts.</summary>
    public string Mode { get; }

    /// <summary>The kind of distribution.</summary>
    public string Distribution { get; }

    /// <summary>Keras' glorot_uniform: uniform within <c>sqrt(6 / (fan_in + fan_out))</c>.</summary>
    public static VarianceScaling GlorotUniform(int? seed = null) => new(1, "fan_avg", "uniform", seed);

    internal static VarianceScaling FromConfig(JsonObject config) => new(
        config["scale"]?.GetValue<double>() ?? 1,
        config["mode"]?.GetValue<string>() ?? "fan_in",
        config["distribution"]?.GetValue<string>() is "uniform" ? "uniform" : "normal",
        config["seed"]?.GetValue<int>());

    /// <inheritdoc/>
    protected override float[] Draw(Shape shape, int seed)
    {
        var (fanIn, fanOut) = Fans(shape);
        var scale = Scale / Math.Max(1, Mode switch { "fan_in" => fanIn, "fan_out" => fanOut, _ => (fanIn + fanOut) / 2 });
        var random = np.random.RandomState(seed);
        var values = new float[shape.Count];
        if (values.Length == 0)
            return values;
        if (Distribution == "uniform")
        {
            var limit = Math.Sqrt(3 * scale);
            var drawn = random.uniform(-limit, limit, new NumSharp.Shape(values.LongLength)).ToArray<double>();
            return Array.ConvertAll(drawn, value => (float)value);
        }
        // The truncated normal's standard deviation is 0.8796 of the normal's that it is cut from.
        var deviation = Math.Sqrt(scale) / 0.87962566103423978;
        for (var filled = 0; filled < values.Length;)
            foreach (var value in random.normal(0, 1, new NumSharp.Shape(values.LongLength)).ToArray<double>())
                if (Math.Abs(value) < 2 && filled < values.Length)
                    values[filled++] = (float)(value * deviation);
        return values;
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new()
    {
        ["scale"] = Scale,
        ["mode"] = Mode,
        ["distribution"] = Distribution,
        ["seed"] = SeedNode(Seed),
    };

    /// <summary>The number of inputs and outputs of a unit: for kernels, times the receptive field.</summary>
    private static (double In, double Out) Fans(Shape shape)
    {
        if (shape.Rank == 2)
            return (shape[0], shape[1]);
        if (shape.Rank is 3 or 4 or 5)
        {
            double field = 1;
            for (var i = 0; i < shape.Rank - 2; i++)
                field *= shape[i];
            return (shape[-2] * field, shape[-1] * field);
        }
        var side = Math.Sqrt(shape.Count);
        return (side, side);
    }
}
