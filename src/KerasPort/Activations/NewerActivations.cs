using KerasPort.TensorFlow;

namespace KerasPort.Activations;

/// <summary>The activations that Keras 2.3.1 lacks: those of tf.keras 2.x and Keras 3. Keras: keras.activations.</summary>
public static class NewerActivations
{
    /// <summary><c>x sigmoid(x)</c>: swish.</summary>
    public static Output Silu(Output x) => x * Ops.Sigmoid(x);

    /// <summary><c>x (1 + erf(x / sqrt(2))) / 2</c>, or an approximation by tanh.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="approximate">Whether <c>x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x³))) / 2</c> is meant; default: false.</param>
    public static Output Gelu(Output x, bool approximate = false) => approximate
        ? 0.5 * x * (1 + Ops.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))
        : 0.5 * x * (1 + Ops.Erf(x / Math.Sqrt(2)));

    /// <summary><c>x tanh(softplus(x))</c>.</summary>
    public static Output Mish(Output x) => x * Ops.Tanh(Ops.Softplus(x));

    /// <summary><c>min(max(x, 0), 6)</c>.</summary>
    public static Output Relu6(Output x) => Ops.Relu6(x);

    /// <summary><c>x</c>, or <c>negativeSlope x</c> below 0.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="negativeSlope">The slope below 0; default: 0.2.</param>
    public static Output LeakyRelu(Output x, double negativeSlope = 0.2) => Ops.LeakyRelu(x, (float)negativeSlope);

    /// <summary>The logarithm of softmax over the last axis.</summary>
    public static Output LogSoftmax(Output x) => Ops.LogSoftmax(x);

    /// <summary><c>log(sigmoid(x))</c>.</summary>
    public static Output LogSigmoid(Output x) => -Ops.Softplus(-x);

    /// <summary><c>max(x, 0) + min(0, alpha (e^(x / alpha) - 1))</c>.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="alpha">The limit below, negated; default: 1.</param>
    public static Output Celu(Output x, double alpha = 1) => Ops.Relu(x) + alpha * Ops.Expm1(Ops.Minimum(x, x.Constant(0)) / alpha);

    /// <summary>The first half of an axis times the sigmoid of the second.</summary>
    /// <param name="x">A tensor whose axis has an even length.</param>
    /// <param name="axis">The axis; default: the last.</param>
    /// <exception cref="ArgumentException">The axis' length is odd or not known.</exception>
    public static Output Glu(Output x, int axis = -1)
    {
        var length = x.Shape[axis];
        if (length < 0 || length % 2 != 0)
            throw new ArgumentException($"glu: the axis must have an even length. Received: shape={x.Shape}, axis={axis}.", nameof(x));
        var index = axis < 0 ? axis + x.Rank : axis;
        var half = checked((int)(length / 2));
        return Ops.SliceAxis(x, index, 0, half) * Ops.Sigmoid(Ops.SliceAxis(x, index, half, half));
    }

    /// <summary><c>relu6(x + 3) / 6</c>: Keras 3's hard_sigmoid.</summary>
    public static Output HardSigmoid(Output x) => Ops.Relu6(x + 3) / 6;

    /// <summary><c>x relu6(x + 3) / 6</c>: hard_swish.</summary>
    public static Output HardSilu(Output x) => x * HardSigmoid(x);

    /// <summary><c>clip(x, -1, 1)</c>.</summary>
    public static Output HardTanh(Output x) => Ops.Clip(x, -1, 1);

    /// <summary><c>x</c> where <c>|x|</c> is above the threshold, else 0.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="threshold">The threshold; default: 0.5.</param>
    public static Output HardShrink(Output x, double threshold = 0.5) =>
        Ops.Select(Ops.Greater(Ops.Abs(x), x.Constant(threshold)), x, Ops.ZerosLike(x));

    /// <summary><c>x</c> drawn towards 0 by the threshold, 0 within it.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="threshold">The threshold; default: 0.5.</param>
    public static Output SoftShrink(Output x, double threshold = 0.5) => Ops.Relu(x - threshold) - Ops.Relu(-x - threshold);

    /// <summary><c>x - tanh(x)</c>.</summary>
    public static Output TanhShrink(Output x) => x - Ops.Tanh(x);

    /// <summary><c>x</c> above the threshold, else a value.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="threshold">The threshold.</param>
    /// <param name="defaultValue">The value at or below it.</param>
    public static Output Threshold(Output x, double threshold, double defaultValue) =>
        Ops.Select(Ops.Greater(x, x.Constant(threshold)), x, defaultValue * Ops.OnesLike(x));

    /// <summary>0 up to -1, <c>(x + 1)² / 4</c> up to 1, then <c>x</c>.</summary>
    public static Output SparsePlus(Output x) =>
        Ops.Select(Ops.GreaterEqual(x, x.Constant(1)), x, Ops.Square(Ops.Clip(x, -1, 1) + 1) / 4);

    /// <summary><c>clip((x + 1) / 2, 0, 1)</c>.</summary>
    public static Output SparseSigmoid(Output x) => Ops.Clip(0.5 * (x + 1), 0, 1);

    /// <summary><c>(x + sqrt(x² + b)) / 2</c>.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="b">How round the bend is; default: 4.</param>
    public static Output Squareplus(Output x, double b = 4) => (x + Ops.Sqrt(Ops.Square(x) + b)) / 2;
}
