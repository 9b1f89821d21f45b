using KerasPort.Losses;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// Counts a batch's true and false positives and negatives at thresholds. Keras: metrics_utils.update_confusion_matrix_variables.
/// </summary>
internal static class Confusion
{
    /// <summary>The least of all predictions, below which top-k filtering puts those that do not count.</summary>
    public const double NegativeInfinity = -1e10;

    /// <summary>The (weighted) counts of a batch, one for each threshold.</summary>
    /// <param name="yTrue">The truth: not 0 is true.</param>
    /// <param name="yPred">The predictions.</param>
    /// <param name="sampleWeight">A weight a sample; null: all count the same.</param>
    /// <param name="thresholds">Predictions above are positive.</param>
    /// <param name="topK">Only the k largest of the last axis are positive; null: all.</param>
    /// <param name="classId">Only this element of the last axis counts; null: all.</param>
    /// <param name="perLabel">Whether each element of the last axis is counted apart: (thresholds, labels).</param>
    public static ConfusionState Count(Output yTrue, Output yPred, Output? sampleWeight, double[] thresholds, int? topK = null, int? classId = null, bool perLabel = false)
    {
        (yTrue, yPred) = MetricFunctions.MatchRanks(Ops.Cast(yTrue, DataType.Float32), Ops.Cast(yPred, DataType.Float32));
        if (topK is { } k)
            yPred = KeepLargest(yPred, k);
        if (classId is { } id)
            (yTrue, yPred) = (Pick(yTrue, id), Pick(yPred, id));
        var labels = Ops.Cast(Ops.NotEqual(yTrue, yTrue.Constant(0)), DataType.Float32);
        var weights = sampleWeight is { } weight ? WeightedLoss.BroadcastWeights(ref yPred, weight) : Ops.OnesLike(yPred);
        var ofTrue = weights * labels;
        var ofFalse = weights - ofTrue;

        // Thresholds first, then all predictions in one row (or rows of labels): one comparison for all.
        int[] row = perLabel ? [1, -1, checked((int)yPred.Shape[-1])] : [1, -1];
        using var tensor = Tensor.From<float>(Array.ConvertAll(thresholds, value => (float)value), new Shape(perLabel ? [thresholds.Length, 1, 1] : [thresholds.Length, 1]));
        var positive = Ops.Cast(Ops.Greater(Ops.Reshape(yPred, row), Ops.Constant(yPred.Graph, tensor)), DataType.Float32);
        var truePositives = Ops.Sum(positive * Ops.Reshape(ofTrue, row), [1]);
        var falsePositives = Ops.Sum(positive * Ops.Reshape(ofFalse, row), [1]);
        return new ConfusionState(
            truePositives,
            Ops.Sum(Ops.Reshape(ofFalse, row), [1]) - falsePositives,
            falsePositives,
            Ops.Sum(Ops.Reshape(ofTrue, row), [1]) - truePositives);
    }

    /// <summary>The thresholds that a user gave, checked; the default where none are given.</summary>
    public static double[] Thresholds(double[]? thresholds, double fallback, string className)
    {
        if (thresholds is null)
            return [fallback];
        if (thresholds.Length == 0 || thresholds.Any(value => value is not (>= 0 and <= 1)))
            throw new ArgumentException($"`{className}`: thresholds must be in [0, 1], at least one. Received: thresholds=[{string.Join(", ", thresholds)}].", nameof(thresholds));
        return [.. thresholds];
    }

    private static Output KeepLargest(Output yPred, int k)
    {
        var indices = Ops.TopK(yPred, k, sorted: false).Indices;
        var mask = Ops.Sum(Ops.OneHot(indices, checked((int)yPred.Shape[-1]), yPred.Constant(1), yPred.Constant(0)), [-2]);
        return yPred * mask + NegativeInfinity * (1 - mask);
    }

    private static Output Pick(Output x, int index)
    {
        if (x.Shape[-1] >= 0 && index >= x.Shape[-1])
            throw new ArgumentOutOfRangeException(nameof(index), $"classId must be below the size of the last axis. Received: classId={index}, shape={x.Shape}.");
        return Ops.Squeeze(Ops.SliceAxis(x, x.Rank - 1, index, 1), -1);
    }
}
