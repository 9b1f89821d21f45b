using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>The crossentropies of the backend. Keras: K.categorical_crossentropy and its kin.</summary>
internal static class Crossentropy
{
    /// <summary>Keras' epsilon: probabilities are held within [1e-7, 1 - 1e-7].</summary>
    public const double Epsilon = 1e-7;

    /// <summary>
    /// <c>-sum(y_true log(y_pred))</c> over the last axis. Predictions that are no logits are scaled to sum 1 and clipped; tf.keras
    /// and Keras 3 go back to the logits where a softmax made the predictions.
    /// </summary>
    public static Output Categorical(Output yTrue, Output yPred, bool fromLogits, KerasDialect dialect)
    {
        if (!fromLogits && dialect != KerasDialect.Keras2 && FindLogits(yPred, "Softmax") is { } logits)
            (yPred, fromLogits) = (logits, true);
        if (fromLogits)
            return -Ops.Sum(yTrue * Ops.LogSoftmax(yPred), [-1]);
        var scaled = yPred / Ops.Sum(yPred, [-1], keepDims: true);
        return -Ops.Sum(yTrue * Ops.Log(Ops.Clip(scaled, Epsilon, 1 - Epsilon)), [-1]);
    }

    /// <summary>What went into the activation that made the predictions, if that was this one.</summary>
    public static Output? FindLogits(Output prediction, string activation)
    {
        var operation = prediction.Operation;
        while (operation.Type == "Identity")
            operation = operation.Input(0).Operation;
        return operation.Type == activation ? operation.Input(0) : null;
    }
}
