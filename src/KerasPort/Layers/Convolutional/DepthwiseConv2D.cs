using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// A convolution of each channel with filters of its own. Input (batch, rows, columns, in), output (batch, rows, columns, in * depthMultiplier).
/// Keras: keras.layers.DepthwiseConv2D.
/// </summary>
public sealed class DepthwiseConv2D : DepthwiseConvolution
{
    /// <summary>Makes the layer.</summary>
    /// <param name="kernelSize">The window's length along each spatial axis, or one for all.</param>
    /// <param name="strides">How far the window moves; default: 1.</param>
    /// <param name="padding">valid (none) or same (TensorFlow's own: output length is input length / stride, rounded up); default: valid.</param>
    /// <param name="depthMultiplier">How many output channels each input channel has; default: 1.</param>
    /// <param name="dataFormat">channels_last, (batch, ..., channels), or channels_first; default: channels_last.</param>
    /// <param name="dilationRate">How far the window's elements lie apart; above 1 only with strides of 1; default: 1.</param>
    /// <param name="activation">The function after the sum; default: linear.</param>
    /// <param name="useBias">Whether a bias is added; default: true.</param>
    /// <param name="depthwiseInitializer">The kernel's first value; default: glorot_uniform.</param>
    /// <param name="biasInitializer">The bias' first value; default: zeros.</param>
    /// <param name="depthwiseRegularizer">A penalty on the kernel; default: none.</param>
    /// <param name="biasRegularizer">A penalty on the bias; default: none.</param>
    /// <param name="activityRegularizer">A penalty on the output; default: none.</param>
    /// <param name="depthwiseConstraint">What is done to the kernel after each step; default: nothing.</param>
    /// <param name="biasConstraint">What is done to the bias after each step; default: nothing.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: depthwise_conv2d_1, depthwise_conv2d_2, ...</param>
    /// <param name="trainable">Whether training may change the weights; default: true.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public DepthwiseConv2D(
        IntTuple kernelSize,
        IntTuple? strides = null,
        string padding = "valid",
        int depthMultiplier = 1,
        string? dataFormat = null,
        IntTuple? dilationRate = null,
        Activations.Activation? activation = null,
        bool useBias = true,
        Initializer? depthwiseInitializer = null,
        Initializer? biasInitializer = null,
        Regularizer? depthwiseRegularizer = null,
        Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null,
        Constraint? depthwiseConstraint = null,
        Constraint? biasConstraint = null,
        Shape? inputShape = null,
        string? name = null,
        bool trainable = true)
        : base(2, kernelSize, strides, padding, depthMultiplier, dataFormat, dilationRate, activation, useBias, depthwiseInitializer, biasInitializer, depthwiseRegularizer, biasRegularizer, activityRegularizer, depthwiseConstraint, biasConstraint, inputShape, name, trainable)
    {
    }

    internal DepthwiseConv2D(ConfigReader config) : base(2, config)
    {
    }
}
