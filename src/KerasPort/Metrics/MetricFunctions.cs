using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>Metrics as functions of symbolic tensors. Keras: keras.metrics' functions.</summary>
internal static class MetricFunctions
{
    /// <summary>1 where the largest prediction is at the truth's largest place.</summary>
    public static Output CategoricalAccuracy(Output yTrue, Output yPred) =>
        Ops.Cast(Ops.Equal(Ops.ArgMax(yTrue, -1), Ops.ArgMax(yPred, -1)), DataType.Float32);

    /// <summary>1 where the prediction's side of the threshold is the truth, averaged over the last axis.</summary>
    public static Output BinaryAccuracy(Output yTrue, Output yPred, double threshold = 0.5) =>
        Ops.Mean(Ops.Cast(Ops.Equal(yTrue, Ops.Cast(Ops.Greater(yPred, yPred.Constant(threshold)), yTrue.DataType)), DataType.Float32), [-1]);

    /// <summary>1 where the largest prediction is at the class.</summary>
    public static Output SparseCategoricalAccuracy(Output yTrue, Output yPred)
    {
        if (yTrue.Rank == yPred.Rank)
            yTrue = Ops.Squeeze(yTrue, -1);
        return Ops.Cast(Ops.Equal(yTrue, Ops.Cast(Ops.ArgMax(yPred, -1), yTrue.DataType)), DataType.Float32);
    }
}
