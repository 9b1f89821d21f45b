using KerasPort.TensorFlow;

namespace KerasPort.Activations;

/// <summary>The activations as functions of symbolic tensors: any shape in, the same shape out. Keras: keras.activations.</summary>
public static class ActivationFunctions
{
    /// <summary><c>x</c>.</summary>
    public static Output Linear(Output x) => x;

    /// <summary>
    /// <c>max(x, 0)</c>; with settings <c>maxValue</c> from maxValue on, <c>x</c> from the threshold on,
    /// <c>alpha (x - threshold)</c> below.
    /// </summary>
    /// <param name="x">Any shape.</param>
    /// <param name="alpha">The slope below the threshold; default: 0.</param>
    /// <param name="maxValue">The largest result; default: any.</param>
    /// <param name="threshold">Where the identity begins; default: 0.</param>
    public static Output Relu(Output x, double alpha = 0, double? maxValue = null, double threshold = 0)
    {
        if (maxValue is null && threshold == 0)
            return alpha == 0 ? Ops.Relu(x) : Ops.LeakyRelu(x, (float)alpha);
        var positive = threshold == 0 ? Ops.Relu(x) : x * Ops.Cast(Ops.Greater(x, x.Constant(threshold)), x.DataType);
        if (maxValue is { } max)
            positive = Ops.Clip(positive, 0, max);
        return alpha == 0 ? positive : positive - alpha * Ops.Relu(threshold - x);
    }

    /// <summary><c>e^x / sum(e^x)</c> over an axis; default: the last.</summary>
    /// <exception cref="ArgumentException">The tensor has fewer than two axes.</exception>
    public static Output Softmax(Output x, int axis = -1)
    {
        CheckSoftmax(x.Shape);
        if (axis == -1 || axis == x.Rank - 1)
            return Ops.Softmax(x);
        var e = Ops.Exp(x - Ops.Max(x, [axis], keepDims: true));
        return e / Ops.Sum(e, [axis], keepDims: true);
    }

    /// <summary>A softmax over the samples of a batch is a mistake.</summary>
    internal static void CheckSoftmax(Shape shape)
    {
        if (shape.HasRank && shape.Rank < 2)
            throw new ArgumentException($"softmax: the input must have at least 2 axes. Received: shape={shape}.");
    }

    /// <summary><c>x</c>, or <c>alpha (e^x - 1)</c> below 0.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="alpha">The limit below, negated; default: 1.</param>
    public static Output Elu(Output x, double alpha = 1)
    {
        var elu = Ops.Elu(x);
        return alpha == 1 ? elu : Ops.Select(Ops.Greater(x, x.Constant(0)), elu, alpha * elu);
    }

    /// <summary><c>1.0507 elu(x, 1.6733)</c>: keeps mean and variance from layer to layer.</summary>
    public static Output Selu(Output x) => Ops.Selu(x);

    /// <summary><c>1 / (1 + e^-x)</c>.</summary>
    public static Output Sigmoid(Output x) => Ops.Sigmoid(x);

    /// <summary><c>clip(0.2 x + 0.5, 0, 1)</c>.</summary>
    public static Output HardSigmoid(Output x) => Ops.Clip(0.2 * x + 0.5, 0, 1);

    /// <summary>The hyperbolic tangent.</summary>
    public static Output Tanh(Output x) => Ops.Tanh(x);

    /// <summary><c>log(1 + e^x)</c>.</summary>
    public static Output Softplus(Output x) => Ops.Softplus(x);

    /// <summary><c>x / (1 + |x|)</c>.</summary>
    public static Output Softsign(Output x) => Ops.Softsign(x);

    /// <summary><c>e^x</c>.</summary>
    public static Output Exponential(Output x) => Ops.Exp(x);
}
