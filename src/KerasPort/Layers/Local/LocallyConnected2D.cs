using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Works as <see cref="Conv2D"/> does, but with a kernel of its own at each place. Input (batch, rows, columns, in) with known dimensions,
/// output (batch, rows, columns, filters). Keras: keras.layers.LocallyConnected2D.
/// </summary>
public sealed class LocallyConnected2D : LocallyConnected
{
    /// <summary>Makes the layer.</summary>
    /// <param name="filters">The number of output channels, positive.</param>
    /// <param name="kernelSize">The window's length along each spatial axis, or one for all.</param>
    /// <param name="strides">How far the window moves; default: 1.</param>
    /// <param name="padding">valid: no padding.</param>
    /// <param name="dataFormat">channels_last, (batch, rows, columns, channels), or channels_first; default: channels_last.</param>
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
    /// <param name="name">The name; default: locally_connected2d_1, locally_connected2d_2, ...</param>
    /// <param name="trainable">Whether training may change the weights; default: true.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public LocallyConnected2D(
        int filters,
        IntTuple kernelSize,
        IntTuple? strides = null,
        string padding = "valid",
        string? dataFormat = null,
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
        : base(2, filters, kernelSize, strides, padding, dataFormat, activation, useBias, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, inputShape, name, trainable)
    {
    }

    internal LocallyConnected2D(ConfigReader config) : base(2, config)
    {
    }
}
