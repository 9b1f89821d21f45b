namespace KerasPort.TensorFlow;

/// <summary>Thin builders of graph operations, only those that are used. Each adds one operation to the graph of its inputs.</summary>
public static partial class Ops
{
    /// <summary>The sum over axes (null: all; negative: from the end).</summary>
    public static Output Sum(Output x, int[]? axes = null, bool keepDims = false) => Reduce("Sum", x, axes, keepDims);

    /// <summary>The sum over axes that the graph computes.</summary>
    public static Output Sum(Output x, Output axes, bool keepDims = false) => Build("Sum", [x, axes], ("keep_dims", keepDims));

    /// <summary>The mean over axes (null: all; negative: from the end).</summary>
    public static Output Mean(Output x, int[]? axes = null, bool keepDims = false) => Reduce("Mean", x, axes, keepDims);

    /// <summary>The mean over axes that the graph computes.</summary>
    public static Output Mean(Output x, Output axes, bool keepDims = false) => Build("Mean", [x, axes], ("keep_dims", keepDims));

    /// <summary>The largest element over axes (null: all; negative: from the end).</summary>
    public static Output Max(Output x, int[]? axes = null, bool keepDims = false) => Reduce("Max", x, axes, keepDims);

    /// <summary>The largest element over axes that the graph computes.</summary>
    public static Output Max(Output x, Output axes, bool keepDims = false) => Build("Max", [x, axes], ("keep_dims", keepDims));

    /// <summary>The smallest element over axes (null: all; negative: from the end).</summary>
    public static Output Min(Output x, int[]? axes = null, bool keepDims = false) => Reduce("Min", x, axes, keepDims);

    /// <summary>The smallest element over axes that the graph computes.</summary>
    public static Output Min(Output x, Output axes, bool keepDims = false) => Build("Min", [x, axes], ("keep_dims", keepDims));

    /// <summary>The product over axes (null: all; negative: from the end).</summary>
    public static Output Prod(Output x, int[]? axes = null, bool keepDims = false) => Reduce("Prod", x, axes, keepDims);

    /// <summary>The product over axes that the graph computes.</summary>
    public static Output Prod(Output x, Output axes, bool keepDims = false) => Build("Prod", [x, axes], ("keep_dims", keepDims));

    /// <summary>Whether all hold over axes (null: all; negative: from the end).</summary>
    public static Output All(Output x, int[]? axes = null, bool keepDims = false) => Reduce("All", x, axes, keepDims);

    /// <summary>Whether all hold over axes that the graph computes.</summary>
    public static Output All(Output x, Output axes, bool keepDims = false) => Build("All", [x, axes], ("keep_dims", keepDims));

    /// <summary>Whether any holds over axes (null: all; negative: from the end).</summary>
    public static Output Any(Output x, int[]? axes = null, bool keepDims = false) => Reduce("Any", x, axes, keepDims);

    /// <summary>Whether any holds over axes that the graph computes.</summary>
    public static Output Any(Output x, Output axes, bool keepDims = false) => Build("Any", [x, axes], ("keep_dims", keepDims));

    /// <summary>The index of the largest element along an axis.</summary>
    public static Output ArgMax(Output x, int axis, DataType type = DataType.Int64) =>
        Build("ArgMax", [x, Constant(x.Graph, axis)], ("output_type", type));

    /// <summary>The index of the smallest element along an axis.</summary>
    public static Output ArgMin(Output x, int axis, DataType type = DataType.Int64) =>
        Build("ArgMin", [x, Constant(x.Graph, axis)], ("output_type", type));

    /// <summary>The k largest elements along the last axis, and their indices.</summary>
    public static (Output Values, Output Indices) TopK(Output x, int k, bool sorted = true)
    {
        var operation = BuildOperation("TopKV2", [x, Constant(x.Graph, k)], ("sorted", sorted));
        return (operation[0], operation[1]);
    }

    /// <summary>Whether each target is among the k largest predictions of its row.</summary>
    public static Output InTopK(Output predictions, Output targets, int k) =>
        Build("InTopKV2", [predictions, targets, targets.Constant(k)]);

    private static Output Reduce(string type, Output x, int[]? axes, bool keepDims)
    {
        var over = axes is not null ? Constant(x.Graph, axes)
            : x.Shape.HasRank ? Constant(x.Graph, Enumerable.Range(0, x.Rank).ToArray())
            : Range(Constant(x.Graph, 0), RankOf(x), Constant(x.Graph, 1));
        return Build(type, [x, over], ("keep_dims", keepDims));
    }
}
