using KerasPort.TensorFlow;

namespace KerasPort.Activations;

/// <summary>The activations as functions of symbolic tensors. Keras: keras.activations.</summary>
public static class ActivationFunctions
{
    /// <summary><c>e^x / sum(e^x)</c> over an axis; default: the last.</summary>
    /// <exception cref="ArgumentException">The tensor has fewer than two axes.</exception>
    public static Output Softmax(Output x, int axis = -1)
    {
        if (x.Rank < 2)
            throw new ArgumentException($"softmax: the input must have at least 2 axes. Received: shape={x.Shape}.", nameof(x));
        if (axis == -1 || axis == x.Rank - 1)
            return Ops.Softmax(x);
        var e = Ops.Exp(x - Ops.Max(x, [axis], keepDims: true));
        return e / Ops.Sum(e, [axis], keepDims: true);
    }

    /// <summary><c>clip(0.2 x + 0.5, 0, 1)</c>.</summary>
    public static Output HardSigmoid(Output x) => Ops.Clip(0.2 * x + 0.5, 0, 1);
}
