using System.Text.Json.Nodes;
using KerasPort.TensorFlow;

namespace KerasPort.Initializers;

/// <summary>
/// Random values whose spread fits the weight's shape: variance <c>scale / n</c>, n the fan in, the fan out or their mean.
/// Keras: keras.initializers.VarianceScaling.
/// </summary>
public class VarianceScaling : SeededInitializer
{
    /// <summary>Makes the initializer.</summary>
    /// <param name="scale">A factor, positive; default: 1.</param>
    /// <param name="mode">"fan_in" (default), "fan_out" or "fan_avg".</param>
    /// <param name="distribution">"normal" (default: cut at two standard deviations), "uniform", or "untruncated_normal".</param>
    /// <param name="seed">Makes the values repeat; default: other ones each time.</param>
    /// <exception cref="ArgumentException">scale is not positive, or mode or distribution is none of those.</exception>
    public VarianceScaling(double scale = 1, string mode = "fan_in", string distribution = "normal", int? seed = null) : base(seed)
    {
        if (!(scale > 0))
            throw new ArgumentOutOfRangeException(nameof(scale), $"`VarianceScaling`: scale must be positive. Received: scale={scale}.");
        if (mode is not ("fan_in" or "fan_out" or "fan_avg"))
            throw new ArgumentException($"`VarianceScaling`: mode must be 'fan_in', 'fan_out' or 'fan_avg'. Received: mode='{mode}'.", nameof(mode));
        if (distribution is not ("normal" or "truncated_normal" or "uniform" or "untruncated_normal"))
            throw new ArgumentException($"`VarianceScaling`: distribution must be 'normal', 'uniform' or 'untruncated_normal'. Received: distribution='{distribution}'.", nameof(distribution));
        // Newer Kerases say truncated_normal for what Keras 2.3.1 calls normal.
        (Scale, Mode, Distribution) = (scale, mode, distribution == "truncated_normal" ? "normal" : distribution);
    }

    /// <summary>The factor.</summary>
    public double Scale { get; }

    /// <summary>Which fan counts.</summary>
    public string Mode { get; }

    /// <summary>The kind of distribution.</summary>
    public string Distribution { get; }

    /// <inheritdoc/>
    public sealed override string ClassName => "VarianceScaling";

    /// <inheritdoc/>
    protected override float[] Draw(Shape shape, int seed)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var (fanIn, fanOut) = Fans(shape);
        var scale = Scale / Math.Max(1, Mode switch { "fan_in" => fanIn, "fan_out" => fanOut, _ => (fanIn + fanOut) / 2 });
        return Distribution switch
        {
            "uniform" => Uniform(seed, shape.Count, -Math.Sqrt(3 * scale), Math.Sqrt(3 * scale)),
            "untruncated_normal" => Normal(seed, shape.Count, 0, Math.Sqrt(scale)),
            // The cut normal's standard deviation is 0.8796 of the normal's that it is cut from.
            _ => CutNormal(seed, shape.Count, 0, Math.Sqrt(scale) / 0.87962566103423978),
        };
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new()
    {
        ["scale"] = Scale,
        ["mode"] = Mode,
        ["distribution"] = Distribution,
        ["seed"] = SeedNode(),
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
