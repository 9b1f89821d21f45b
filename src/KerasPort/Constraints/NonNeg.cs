using KerasPort.TensorFlow;

namespace KerasPort.Constraints;

/// <summary>No values below 0: those become 0. Keras: keras.constraints.NonNeg.</summary>
public sealed class NonNeg : Constraint
{
    /// <inheritdoc/>
    public override Output Call(Output weight) =>
        weight * Ops.Cast(Ops.GreaterEqual(weight, weight.Constant(0)), weight.DataType);
}
