using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// A transposed convolution over rows and columns, which goes from what a convolution gives to what it takes. Input (batch, rows, columns, in),
/// output (batch, rows, columns, filters) with each axis about stride times as long; the kernel is (rows, columns, filters, in).
/// Keras: keras.layers.Conv2DTranspose.
/// </summary>
public sealed class Conv2DTranspose : TransposedConvolution
{
    /// <summary>Makes the layer.</summary>
    /// <param name="filters">The number of output channels, positive.</param>
    /// <param name="kernelSize">The window's length along each spatial axis, or one for all.</param>
    /// <param name="strides">How far the window moves; default: 1.</param>
    /// <param name="padding">valid (none) or same (TensorFlow's own: output length is input length / stride, rounded up); default: valid.</param>
    /// <param name="outputPadding">How much is added at the end of each output axis, less than the stride; default: what makes the length a multiple of the stride.</param>
    /// <param name="dataFormat">channels_last, (batch, ..., channels), or channels_first; default: channels_last.</param>
    /// <param name="dilationRate">How far the window's elements lie apart; above 1 only with strides of 1; default: 1.</param>
    /// <param name="activation">The function after the sum; default: linear.</param>
    /// <param name="useBias">Whether a bias is added; default: true.</param>
    /// <param name="kernelInitializer">The kernel's first value; default: glorot_uniform.</param>
    /// <param name="biasInitializer">The bias' first value; default: zeros.</param>
    /// <param name="kernelRegularizer">A penalty on the kernel; default: none.</param>
    /// <param name="biasRegularizer">A penalty on the bias; default: none.</param>
    /// <param name="activityRegularizer">A penalty on the output; default: none.</param>
    /// <param name="kernelConstraint">What is done to the kernel after each step; default: nothing.</param>
    /// <param name="biasConstraint">What is done to the bias after each step; default: nothing.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: conv2d_transpose_1, conv2d_transpose_2, ...</param>
    /// <param name="trainable">Whether training may change the weights; default: true.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public Conv2DTranspose(
        int filters,
        IntTuple kernelSize,
        IntTuple? strides = null,
        string padding = "valid",
        IntTuple? outputPadding = null,
        string? dataFormat = null,
        IntTuple? dilationRate = null,
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
        : base(2, filters, kernelSize, strides, padding, outputPadding, dataFormat, dilationRate, activation, useBias, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, inputShape, name, trainable)
    {
    }

    internal Conv2DTranspose(ConfigReader config) : base(2, config)
    {
    }
}
