using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// A convolution in two steps: each channel with filters of its own, then all channels at each place. Input (batch, steps, in),
/// output (batch, steps, filters).
/// Keras: keras.layers.SeparableConv1D.
/// </summary>
public sealed class SeparableConv1D : SeparableConvolution
{
    /// <summary>Makes the layer.</summary>
    /// <param name="filters">The number of output channels, positive.</param>
    /// <param name="kernelSize">The window's length.</param>
    /// <param name="strides">How far the window moves; default: 1.</param>
    /// <param name="padding">valid (none), same (TensorFlow's own: output length is input length / stride, rounded up) or causal (no output sees later inputs); default: valid.</param>
    /// <param name="dataFormat">channels_last, (batch, ..., channels), or channels_first; default: channels_last.</param>
    /// <param name="dilationRate">How far the window's elements lie apart; above 1 only with strides of 1; default: 1.</param>
    /// <param name="depthMultiplier">How many channels each input channel gives before they are joined; default: 1.</param>
    /// <param name="activation">The function after the sum; default: linear.</param>
    /// <param name="useBias">Whether a bias is added; default: true.</param>
    /// <param name="depthwiseInitializer">The first kernel's first value; default: glorot_uniform.</param>
    /// <param name="pointwiseInitializer">The second kernel's first value; default: glorot_uniform.</param>
    /// <param name="biasInitializer">The bias' first value; default: zeros.</param>
    /// <param name="depthwiseRegularizer">A penalty on the first kernel; default: none.</param>
    /// <param name="pointwiseRegularizer">A penalty on the second kernel; default: none.</param>
    /// <param name="biasRegularizer">A penalty on the bias; default: none.</param>
    /// <param name="activityRegularizer">A penalty on the output; default: none.</param>
    /// <param name="depthwiseConstraint">What is done to the first kernel after each step; default: nothing.</param>
    /// <param name="pointwiseConstraint">What is done to the second kernel after each step; default: nothing.</param>
    /// <param name="biasConstraint">What is done to the bias after each step; default: nothing.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: separable_conv1d_1, separable_conv1d_2, ...</param>
    /// <param name="trainable">Whether training may change the weights; default: true.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public SeparableConv1D(
        int filters,
        IntTuple kernelSize,
        IntTuple? strides = null,
        string padding = "valid",
        string? dataFormat = null,
        IntTuple? dilationRate = null,
        int depthMultiplier = 1,
        Activations.Activation? activation = null,
        bool useBias = true,
        Initializer? depthwiseInitializer = null,
        Initializer? pointwiseInitializer = null,
        Initializer? biasInitializer = null,
        Regularizer? depthwiseRegularizer = null,
        Regularizer? pointwiseRegularizer = null,
        Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null,
        Constraint? depthwiseConstraint = null,
        Constraint? pointwiseConstraint = null,
        Constraint? biasConstraint = null,
        Shape? inputShape = null,
        string? name = null,
        bool trainable = true)
        : base(1, filters, kernelSize, strides, padding, dataFormat, dilationRate, depthMultiplier, activation, useBias, depthwiseInitializer, pointwiseInitializer, biasInitializer, depthwiseRegularizer, pointwiseRegularizer, biasRegularizer, activityRegularizer, depthwiseConstraint, pointwiseConstraint, biasConstraint, inputShape, name, trainable)
    {
    }

    internal SeparableConv1D(ConfigReader config) : base(1, config)
    {
    }
}
