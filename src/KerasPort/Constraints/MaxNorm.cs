using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Constraints;

/// <summary>
/// Norms of at most a value: <c>w clip(n, 0, maxValue) / (1e-7 + n)</c>. Keras: keras.constraints.MaxNorm.
/// </summary>
public sealed class MaxNorm : NormConstraint
{
    /// <summary>Makes the constraint.</summary>
    /// <param name="maxValue">The largest norm; default: 2.</param>
    /// <param name="axis">The axis along which norms are taken; default: 0, the inputs of a Dense layer's units.</param>
    public MaxNorm(double maxValue = 2, int axis = 0) : this(maxValue, [axis])
    {
    }

    /// <summary>Makes the constraint for norms over several axes: [0, 1, 2] for a Conv2D layer's filters.</summary>
    /// <param name="maxValue">The largest norm.</param>
    /// <param name="axes">The axes along which norms are taken.</param>
    public MaxNorm(double maxValue, int[] axes) : base(axes) => MaxValue = maxValue;

    /// <summary>The largest norm.</summary>
    public double MaxValue { get; }

    /// <inheritdoc/>
    public override Output Call(Output weight)
    {
        var norms = Norms(weight);
        return Scale(weight, norms, Ops.Clip(norms, 0, MaxValue));
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new() { ["max_value"] = ConfigWriter.Number(MaxValue), ["axis"] = AxisConfig() };
}
