using System.Text.Json.Nodes;
using KerasPort.TensorFlow;

namespace KerasPort.Constraints;

/// <summary>
/// Norms of 1: <c>w / (1e-7 + n)</c>. Keras: keras.constraints.UnitNorm.
/// </summary>
public sealed class UnitNorm : NormConstraint
{
    /// <summary>Makes the constraint.</summary>
    /// <param name="axis">The axis along which norms are taken; default: 0, the inputs of a Dense layer's units.</param>
    public UnitNorm(int axis = 0) : this([axis])
    {
    }

    /// <summary>Makes the constraint for norms over several axes: [0, 1, 2] for a Conv2D layer's filters.</summary>
    /// <param name="axes">The axes along which norms are taken.</param>
    public UnitNorm(int[] axes) : base(axes)
    {
    }

    /// <inheritdoc/>
    public override Output Call(Output weight) => weight / (1e-7 + Norms(weight));

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new() { ["axis"] = AxisConfig() };
}
