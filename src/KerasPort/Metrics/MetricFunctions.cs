using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>Metrics as functions of symbolic tensors. Keras: keras.metrics' functions.</summary>
internal static class MetricFunctions
{
    /// <summary>1 where the prediction is the truth.</summary>
    public static Output Accuracy(Output yTrue, Output yPred) =>
        Ops.Cast(Ops.Equal(Ops.Cast(yTrue, yPred.DataType), yPred), DataType.Float32);

    /// <summary>1 where the largest prediction is at the truth's largest place.</summary>
    public static Output CategoricalAccuracy(Output yTrue, Output yPred) =>
        Ops.Cast(Ops.Equal(Ops.ArgMax(yTrue, -1), Ops.ArgMax(yPred, -1)), DataType.Float32);

    /// <summary>
    /// 1 where the prediction's side of the threshold is the truth, averaged over the last axis. At the usual threshold Keras 2.3.1
    /// rounds: a prediction of 1.7 is 2, and wrong.
    /// </summary>
    public static Output BinaryAccuracy(Output yTrue, Output yPred, double threshold, KerasDialect dialect)
    {
        var labels = dialect == KerasDialect.Keras2 && threshold == 0.5
            ? Ops.Round(yPred)
            : Ops.Cast(Ops.Greater(yPred, yPred.Constant(threshold)), yPred.DataType);
        return Ops.Mean(Ops.Cast(Ops.Equal(Ops.Cast(yTrue, yPred.DataType), labels), DataType.Float32), [-1]);
    }

    /// <summary>1 where the largest prediction is at the class.</summary>
    public static Output SparseCategoricalAccuracy(Output yTrue, Output yPred)
    {
        if (yTrue.Rank == yPred.Rank)
            yTrue = Ops.Squeeze(yTrue, -1);
        return Ops.Cast(Ops.Equal(yTrue, Ops.Cast(Ops.ArgMax(yPred, -1), yTrue.DataType)), DataType.Float32);
    }

    /// <summary>1 where the truth's largest place is among the k largest predictions.</summary>
    public static Output TopKCategoricalAccuracy(Output yTrue, Output yPred, int k) =>
        InTopK(Ops.ArgMax(yTrue, -1), yPred, k);

    /// <summary>1 where the class is among the k largest predictions.</summary>
    public static Output SparseTopKCategoricalAccuracy(Output yTrue, Output yPred, int k) => InTopK(yTrue, yPred, k);

    /// <summary>Truth and predictions of the same rank: a last axis of length 1 that one has more is dropped.</summary>
    public static (Output YTrue, Output YPred) MatchRanks(Output yTrue, Output yPred)
    {
        if (yPred.Rank - yTrue.Rank == 1 && yPred.Shape[-1] == 1)
            yPred = Ops.Squeeze(yPred, -1);
        else if (yTrue.Rank - yPred.Rank == 1 && yTrue.Shape[-1] == 1)
            yTrue = Ops.Squeeze(yTrue, -1);
        return (yTrue, yPred);
    }

    private static Output InTopK(Output classes, Output yPred, int k)
    {
        var rows = yPred.Rank == 2 ? yPred : Ops.Reshape(yPred, Ops.Stack([Ops.Constant(yPred.Graph, -1), Ops.Dimension(yPred, -1)]));
        var hits = Ops.InTopK(rows, Ops.Cast(Ops.Reshape(classes, -1), DataType.Int32), k);
        if (yPred.Rank != 2)
            hits = Ops.Reshape(hits, Ops.SliceAxis(Ops.ShapeOf(yPred), 0, 0, yPred.Rank - 1));
        return Ops.Cast(hits, DataType.Float32);
    }
}
