using System.Text.Json.Nodes;
using KerasPort.TensorFlow;

namespace KerasPort.Regularizers;

/// <summary>
/// The mean absolute cosine between the rows (or columns) of a matrix, times a factor. Keras:
/// tf.keras.regularizers.OrthogonalRegularizer.
/// </summary>
public sealed class OrthogonalRegularizer : Regularizer
{
    /// <summary>Makes the regularizer.</summary>
    /// <param name="factor">The factor; default: 0.01.</param>
    /// <param name="mode">"rows" (default) or "columns".</param>
    /// <exception cref="ArgumentException">The mode is neither.</exception>
    public OrthogonalRegularizer(double factor = 0.01, string mode = "rows")
    {
        if (mode is not ("rows" or "columns"))
            throw new ArgumentException($"`OrthogonalRegularizer`: mode must be 'rows' or 'columns'. Received: mode='{mode}'.", nameof(mode));
        (Factor, Mode) = (factor, mode);
    }

    /// <summary>The factor.</summary>
    public double Factor { get; }

    /// <summary>"rows" or "columns".</summary>
    public string Mode { get; }

    /// <inheritdoc/>
    public override Output Call(Output x)
    {
        if (x.Rank != 2 || !x.Shape.IsFullyKnown)
            throw new ArgumentException($"`OrthogonalRegularizer`: the weight must be a matrix. Received: shape={x.Shape}.", nameof(x));
        var rows = Mode == "rows";
        var squares = Ops.Sum(Ops.Square(x), [rows ? 1 : 0], keepDims: true);
        var unit = x * Ops.Rsqrt(Ops.Maximum(squares, squares.Constant(1e-12)));
        var cosines = Ops.MatMul(unit, unit, transposeA: !rows, transposeB: rows);
        var count = checked((int)x.Shape[rows ? 0 : 1]);
        var others = Ops.OneHot(Ops.Constant(x.Graph, [.. Enumerable.Range(0, count)]), count, x.Constant(0), x.Constant(1));
        return Factor * 0.5 / (count * (count - 1) / 2.0) * Ops.Sum(Ops.Abs(cosines * others));
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new() { ["factor"] = Factor, ["mode"] = Mode };
}
