using System.Text.Json.Nodes;
using KerasPort.TensorFlow;

namespace KerasPort.Regularizers;

/// <summary>
/// <c>l1 sum(|x|) + l2 sum(x²)</c>. Keras: keras.regularizers.L1L2.
/// </summary>
public class L1L2 : Regularizer
{
    /// <summary>Makes the regularizer.</summary>
    /// <param name="l1">The factor of the absolute values; default: 0.</param>
    /// <param name="l2">The factor of the squares; default: 0.</param>
    // Keras 2.3.1 keeps both as float32, and files show it.
    public L1L2(double l1 = 0, double l2 = 0) => (Absolute, Squared) = ((float)l1, (float)l2);

    /// <summary>The factor of the absolute values.</summary>
    public double Absolute { get; }

    /// <summary>The factor of the squares.</summary>
    public double Squared { get; }

    /// <inheritdoc/>
    public sealed override string ClassName => "L1L2";

    /// <inheritdoc/>
    public override Output Call(Output x)
    {
        Output? absolute = Absolute == 0 ? null : Absolute * Ops.Sum(Ops.Abs(x));
        Output? squared = Squared == 0 ? null : Squared * Ops.Sum(Ops.Square(x));
        return absolute is { } first
            ? squared is { } second ? first + second : first
            : squared ?? x.Constant(0);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new() { ["l1"] = Absolute, ["l2"] = Squared };
}
