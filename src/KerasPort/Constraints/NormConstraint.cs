using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Constraints;

/// <summary>The base of constraints on the norm of a weight along axes.</summary>
public abstract class NormConstraint : Constraint
{
    private readonly int[] _axes;

    /// <summary>Sets the axes.</summary>
    private protected NormConstraint(int[] axes)
    {
        ArgumentNullException.ThrowIfNull(axes);
        _axes = [.. axes];
    }

    /// <summary>The axes along which norms are taken.</summary>
    public IReadOnlyList<int> Axes => _axes;

    /// <summary>The norms, with the axes left at length 1.</summary>
    private protected Output Norms(Output weight) => Ops.Sqrt(Ops.Sum(Ops.Square(weight), _axes, keepDims: true));

    /// <summary>The weight with other norms.</summary>
    private protected static Output Scale(Output weight, Output norms, Output desired) => weight * (desired / (1e-7 + norms));

    /// <summary>One axis as a number, several as a list.</summary>
    private protected JsonNode AxisConfig() => _axes.Length == 1 ? JsonValue.Create(_axes[0]) : ConfigWriter.Ints(_axes);
}
