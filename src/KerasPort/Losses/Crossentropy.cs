using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>The crossentropies of the backend. Keras: K.categorical_crossentropy and its kin.</summary>
internal static class Crossentropy
{
    /// <summary>Keras' epsilon: probabilities are held within [1e-7, 1 - 1e-7].</summary>
    public const double Epsilon = 1e-7;

    /// <summary>
    /// <c>-sum(y_true log(y_pred))</c> over an axis. Predictions that are no logits are scaled to sum 1 and clipped; tf.keras and
    /// Keras 3 go back to the logits where a softmax made the predictions.
    /// </summary>
    public static Output Categorical(Output yTrue, Output yPred, bool fromLogits, KerasDialect dialect, int axis = -1)
    {
        if (!fromLogits && dialect != KerasDialect.Keras2 && FindLogits(yPred, "Softmax") is { } logits)
            (yPred, fromLogits) = (logits, true);
        if (fromLogits)
            return FromLogits(ToLast(yTrue, axis), ToLast(yPred, axis));
        var scaled = yPred / Ops.Sum(yPred, [axis], keepDims: true);
        return -Ops.Sum(yTrue * Ops.Log(Ops.Clip(scaled, Epsilon, 1 - Epsilon)), [axis]);
    }

    /// <summary>
    /// <c>-log(y_pred[class])</c> over the last axis. The classes are (batch, ...) or (batch, ..., 1).
    /// </summary>
    public static Output Sparse(Output yTrue, Output yPred, bool fromLogits, KerasDialect dialect, int axis = -1)
    {
        if (!fromLogits && dialect != KerasDialect.Keras2 && FindLogits(yPred, "Softmax") is { } logits)
            (yPred, fromLogits) = (logits, true);
        if (!fromLogits)
            yPred = Ops.Log(Ops.Clip(yPred, Epsilon, 1 - Epsilon));
        yPred = ToLast(yPred, axis);
        var classes = Ops.Cast(yTrue, DataType.Int64);
        if (yPred.Rank == 2)
            return Ops.SparseSoftmaxCrossEntropyWithLogits(yPred, Ops.Reshape(classes, -1)).Loss;
        var losses = Ops.SparseSoftmaxCrossEntropyWithLogits(Rows(yPred), Ops.Reshape(classes, -1)).Loss;
        return Unflatten(losses, yPred);
    }

    /// <summary>
    /// <c>-(y_true log(y_pred) + (1 - y_true) log(1 - y_pred))</c> of each element. tf.keras and Keras 3 go back to the logits where a
    /// sigmoid made the predictions; tf.keras adds epsilon within the logarithms.
    /// </summary>
    public static Output Binary(Output yTrue, Output yPred, bool fromLogits, KerasDialect dialect)
    {
        if (!fromLogits && dialect != KerasDialect.Keras2 && FindLogits(yPred, "Sigmoid") is { } logits)
            (yPred, fromLogits) = (logits, true);
        if (fromLogits)
        {
            // max(x, 0) - x y + log(1 + e^-|x|), with a choice for |x| whose slope is right at 0, where untrained outputs lie.
            var isPositive = Ops.GreaterEqual(yPred, yPred.Constant(0));
            var zeros = Ops.ZerosLike(yPred);
            return Ops.Select(isPositive, yPred, zeros) - yPred * yTrue + Ops.Log1p(Ops.Exp(Ops.Select(isPositive, -yPred, yPred)));
        }
        var clipped = Ops.Clip(yPred, Epsilon, 1 - Epsilon);
        var (ofOne, ofZero) = (clipped, 1 - clipped);
        if (dialect == KerasDialect.TfKeras2)
            (ofOne, ofZero) = (ofOne + Epsilon, ofZero + Epsilon);
        return -(yTrue * Ops.Log(ofOne) + (1 - yTrue) * Ops.Log(ofZero));
    }

    /// <summary>What went into the activation that made the predictions, if that was this one.</summary>
    public static Output? FindLogits(Output prediction, string activation)
    {
        var operation = prediction.Operation;
        while (operation.Type == "Identity")
            operation = operation.Input(0).Operation;
        return operation.Type == activation ? operation.Input(0) : null;
    }

    private static Output FromLogits(Output yTrue, Output logits)
    {
        if (logits.Rank == 2)
            return Ops.SoftmaxCrossEntropyWithLogits(logits, yTrue).Loss;
        return Unflatten(Ops.SoftmaxCrossEntropyWithLogits(Rows(logits), Rows(yTrue)).Loss, logits);
    }

    private static Output Rows(Output x) => Ops.Reshape(x, Ops.Stack([Ops.Constant(x.Graph, -1), Ops.Dimension(x, -1)]));

    /// <summary>A value a row under the shape that the rows came from.</summary>
    private static Output Unflatten(Output values, Output like)
    {
        var result = Ops.Reshape(values, Ops.SliceAxis(Ops.ShapeOf(like), 0, 0, like.Rank - 1));
        result.Graph.SetShape(result, like.Shape[..^1]);
        return result;
    }

    private static Output ToLast(Output x, int axis)
    {
        var rank = x.Rank;
        if (axis < 0)
            axis += rank;
        return axis == rank - 1 ? x : Ops.Transpose(x, [.. Enumerable.Range(0, rank).Where(i => i != axis), axis]);
    }
}
