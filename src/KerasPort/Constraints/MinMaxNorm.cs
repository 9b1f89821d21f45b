using System.Text.Json.Nodes;
using KerasPort.TensorFlow;

namespace KerasPort.Constraints;

/// <summary>
/// Norms between two values: <c>w (rate clip(n, minValue, maxValue) + (1 - rate) n) / (1e-7 + n)</c>. Keras:
/// keras.constraints.MinMaxNorm.
/// </summary>
public sealed class MinMaxNorm : NormConstraint
{
    /// <summary>Makes the constraint.</summary>
    /// <param name="minValue">The smallest norm; default: 0.</param>
    /// <param name="maxValue">The largest norm; default: 1.</param>
    /// <param name="rate">How far norms outside are drawn in at each step; default: 1, all the way.</param>
    /// <param name="axis">The axis along which norms are taken; default: 0, the inputs of a Dense layer's units.</param>
    public MinMaxNorm(double minValue = 0, double maxValue = 1, double rate = 1, int axis = 0) : this(minValue, maxValue, rate, [axis])
    {
    }

    /// <summary>Makes the constraint for norms over several axes: [0, 1, 2] for a Conv2D layer's filters.</summary>
    /// <param name="minValue">The smallest norm.</param>
    /// <param name="maxValue">The largest norm.</param>
    /// <param name="rate">How far norms outside are drawn in at each step.</param>
    /// <param name="axes">The axes along which norms are taken.</param>
    public MinMaxNorm(double minValue, double maxValue, double rate, int[] axes) : base(axes) =>
        (MinValue, MaxValue, Rate) = (minValue, maxValue, rate);

    /// <summary>The smallest norm.</summary>
    public double MinValue { get; }

    /// <summary>The largest norm.</summary>
    public double MaxValue { get; }

    /// <summary>How far norms outside are drawn in at each step.</summary>
    public double Rate { get; }

    /// <inheritdoc/>
    public override Output Call(Output weight)
    {
        var norms = Norms(weight);
        return Scale(weight, norms, Rate * Ops.Clip(norms, MinValue, MaxValue) + (1 - Rate) * norms);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new()
    {
        ["min_value"] = MinValue,
        ["max_value"] = MaxValue,
        ["rate"] = Rate,
        ["axis"] = AxisConfig(),
    };
}
