using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Works as <see cref="Conv1D"/> does, but with a kernel of its own at each place. Input (batch, steps, in) with known dimensions,
/// output (batch, steps, filters). Keras: keras.layers.LocallyConnected1D.
/// </summary>
public sealed class LocallyConnected1D : LocallyConnected
{
    /// <summary>Makes the layer.</summary>
    /// <param name="filters">The number of output channels, positive.</param>
    /// <param name="kernelSize">The window's length.</param>
    /// <param name="strides">How far the window moves; default: 1.</param>
    /// <param name="padding">valid: no padding.</param>
    /// <param name="activation">The function after the sum; default: linear.</param>
    /// <param name="useBias">Whether a bias is added; default: true.</param>
    /// <param name="kernelInitializer">The kernels' first values; default: glorot_uniform.</param>
    /// <param name="biasInitializer">The biases' first values; default: zeros.</param>
    /// <param name="kernelRegularizer">A penalty on the kernels; default: none.</param>
    /// <param name="biasRegularizer">A penalty on the biases; default: none.</param>
    /// <param name="activityRegularizer">A penalty on the output; default: none.</param>
    /// <param name="kernelConstraint">What is done to the kernels after each step; default: nothing.</param>
    /// <param name="biasConstraint">What is done to the biases after each step; default: nothing.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: locally_connected1d_1, locally_connected1d_2, ...</param>
    /// <param name="trainable">Whether training may change the weights; default: true.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public LocallyConnected1D(
        int filters,
        IntTuple kernelSize,
        IntTuple? strides = null,
        string padding = "valid",
        Activations.Activation? activation = null,
        bool useBias = true,
        Initializer? kernelInitializer = null,
        Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null,
        Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null,
        Constraint? kernelConstraint = null,
        Constraint? biasConstraint = null,
        Shape? inputShape = null,
        string? name = null,
        bool trainable = true)
        : base(1, filters, kernelSize, strides, padding, null, activation, useBias, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, inputShape, name, trainable)
    {
    }

    internal LocallyConnected1D(ConfigReader config) : base(1, config)
    {
    }
}
