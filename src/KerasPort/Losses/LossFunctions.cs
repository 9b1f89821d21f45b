using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>The losses as functions of symbolic tensors, one value a sample. Keras: keras.losses' functions.</summary>
internal static class LossFunctions
{
    /// <summary>Keras' epsilon.</summary>
    private const double Epsilon = Crossentropy.Epsilon;

    public static Output MeanSquaredError(Output yTrue, Output yPred) => Ops.Mean(Ops.Square(yPred - Like(yTrue, yPred)), [-1]);

    public static Output MeanAbsoluteError(Output yTrue, Output yPred) => Ops.Mean(Ops.Abs(yPred - Like(yTrue, yPred)), [-1]);

    public static Output MeanAbsolutePercentageError(Output yTrue, Output yPred)
    {
        yTrue = Like(yTrue, yPred);
        return 100 * Ops.Mean(Ops.Abs((yTrue - yPred) / AtLeast(Ops.Abs(yTrue), Epsilon)), [-1]);
    }

    public static Output MeanSquaredLogarithmicError(Output yTrue, Output yPred) =>
        Ops.Mean(Ops.Square(Ops.Log(AtLeast(yPred, Epsilon) + 1) - Ops.Log(AtLeast(Like(yTrue, yPred), Epsilon) + 1)), [-1]);

    public static Output Hinge(Output yTrue, Output yPred) => Ops.Mean(Margin(yTrue, yPred), [-1]);

    public static Output SquaredHinge(Output yTrue, Output yPred) => Ops.Mean(Ops.Square(Margin(yTrue, yPred)), [-1]);

    public static Output CategoricalHinge(Output yTrue, Output yPred)
    {
        yTrue = Like(yTrue, yPred);
        var positive = Ops.Sum(yTrue * yPred, [-1]);
        var negative = Ops.Max((1 - yTrue) * yPred, [-1]);
        return AtLeast(negative - positive + 1, 0);
    }

    public static Output LogCosh(Output yTrue, Output yPred)
    {
        var x = yPred - Like(yTrue, yPred);
        return Ops.Mean(x + Ops.Softplus(-2 * x) - Math.Log(2), [-1]);
    }

    public static Output Poisson(Output yTrue, Output yPred) => Ops.Mean(yPred - Like(yTrue, yPred) * Ops.Log(yPred + Epsilon), [-1]);

    public static Output KLDivergence(Output yTrue, Output yPred)
    {
        yTrue = Ops.Clip(Like(yTrue, yPred), Epsilon, 1);
        return Ops.Sum(yTrue * Ops.Log(yTrue / Ops.Clip(yPred, Epsilon, 1)), [-1]);
    }

    /// <summary>The cosine of the angle between truth and predictions, from -1 to 1.</summary>
    public static Output CosineSimilarity(Output yTrue, Output yPred, int axis = -1) =>
        Ops.Sum(Normalize(Like(yTrue, yPred), axis) * Normalize(yPred, axis), [axis]);

    /// <summary>Keras 2.3.1 gives the loss of each element, newer ones their mean over the last axis.</summary>
    public static Output Huber(Output yTrue, Output yPred, double delta, KerasDialect dialect)
    {
        var error = Ops.Abs(yPred - Like(yTrue, yPred));
        var quadratic = Ops.Minimum(error, error.Constant(delta));
        var losses = 0.5 * Ops.Square(quadratic) + delta * (error - quadratic);
        return dialect == KerasDialect.Keras2 ? losses : Ops.Mean(losses, [-1]);
    }

    public static Output BinaryCrossentropy(Output yTrue, Output yPred, bool fromLogits, double labelSmoothing, KerasDialect dialect, int axis = -1) =>
        Ops.Mean(Crossentropy.Binary(SmoothBinary(Like(yTrue, yPred), labelSmoothing), yPred, fromLogits, dialect), [axis]);

    public static Output CategoricalCrossentropy(Output yTrue, Output yPred, bool fromLogits, double labelSmoothing, KerasDialect dialect, int axis = -1) =>
        Crossentropy.Categorical(SmoothCategorical(Like(yTrue, yPred), labelSmoothing, dialect), yPred, fromLogits, dialect, axis);

    public static Output BinaryFocalCrossentropy(Output yTrue, Output yPred, bool balance, double alpha, double gamma, bool fromLogits, double labelSmoothing, KerasDialect dialect, int axis)
    {
        yTrue = SmoothBinary(Like(yTrue, yPred), labelSmoothing);
        var probability = fromLogits ? Ops.Sigmoid(yPred) : yPred;
        var ofTruth = yTrue * probability + (1 - yTrue) * (1 - probability);
        var losses = Ops.Power(1 - ofTruth, ofTruth.Constant(gamma)) * Crossentropy.Binary(yTrue, yPred, fromLogits, dialect);
        if (balance)
            losses *= yTrue * alpha + (1 - yTrue) * (1 - alpha);
        return Ops.Mean(losses, [axis]);
    }

    public static Output CategoricalFocalCrossentropy(Output yTrue, Output yPred, double alpha, double gamma, bool fromLogits, double labelSmoothing, KerasDialect dialect, int axis)
    {
        yTrue = SmoothCategorical(Like(yTrue, yPred), labelSmoothing, dialect);
        var probability = fromLogits ? Activations.ActivationFunctions.Softmax(yPred, axis) : yPred;
        probability = Ops.Clip(probability / Ops.Sum(probability, [axis], keepDims: true), Epsilon, 1 - Epsilon);
        var losses = alpha * Ops.Power(1 - probability, probability.Constant(gamma)) * (-yTrue * Ops.Log(probability));
        return Ops.Sum(losses, [axis]);
    }

    private static Output SmoothBinary(Output yTrue, double smoothing) => smoothing > 0 ? yTrue * (1 - smoothing) + 0.5 * smoothing : yTrue;

    /// <summary>Keras 2.3.1 takes the second axis' size for the number of classes, newer ones the last axis'.</summary>
    private static Output SmoothCategorical(Output yTrue, double smoothing, KerasDialect dialect)
    {
        if (!(smoothing > 0))
            return yTrue;
        var classes = Ops.Cast(Ops.Dimension(yTrue, dialect == KerasDialect.Keras2 ? 1 : -1), yTrue.DataType);
        return yTrue * (1 - smoothing) + smoothing / classes;
    }

    private static Output Margin(Output yTrue, Output yPred) => AtLeast(1 - ToSigns(Like(yTrue, yPred)) * yPred, 0);

    /// <summary>Labels 0 and 1 as -1 and 1, if the whole batch has no others.</summary>
    private static Output ToSigns(Output yTrue)
    {
        var isBinary = Ops.All(Ops.LogicalOr(Ops.Equal(yTrue, yTrue.Constant(0)), Ops.Equal(yTrue, yTrue.Constant(1))));
        return Ops.Select(isBinary, 2 * yTrue - 1, yTrue);
    }

    private static Output Normalize(Output x, int axis) =>
        x * Ops.Rsqrt(AtLeast(Ops.Sum(Ops.Square(x), [axis], keepDims: true), 1e-12));

    private static Output AtLeast(Output x, double min) => Ops.Maximum(x, x.Constant(min));

    private static Output Like(Output yTrue, Output yPred) => Ops.Cast(yTrue, yPred.DataType);
}
