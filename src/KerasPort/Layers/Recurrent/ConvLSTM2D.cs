using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// An LSTM whose products are convolutions. Input (batch, steps, rows, columns, channels), output (batch, rows, columns, filters), or
/// one a step with returnSequences. Keras: keras.layers.ConvLSTM2D.
/// </summary>
public sealed class ConvLSTM2D : RNN
{
    /// <summary>Makes the layer.</summary>
    /// <param name="filters">The number of output channels, positive.</param>
    /// <param name="kernelSize">The window's rows and columns, or one number for both.</param>
    /// <param name="strides">How far the window moves over the input; default: 1.</param>
    /// <param name="padding">valid or same; default: valid.</param>
    /// <param name="dataFormat">channels_last or channels_first; default: channels_last.</param>
    /// <param name="dilationRate">How far the window's elements lie apart in the input; default: 1.</param>
    /// <param name="activation">The function of the new state; default: tanh.</param>
    /// <param name="recurrentActivation">The function of the gates; default: hard_sigmoid.</param>
    /// <param name="useBias">Whether a bias is added; default: true.</param>
    /// <param name="kernelInitializer">The kernel's first value; default: glorot_uniform.</param>
    /// <param name="recurrentInitializer">The recurrent kernel's first value; default: orthogonal.</param>
    /// <param name="biasInitializer">The bias' first value; default: zeros.</param>
    /// <param name="unitForgetBias">Whether the forget gate's bias begins at 1; default: true.</param>
    /// <param name="kernelRegularizer">A penalty on the kernel; default: none.</param>
    /// <param name="recurrentRegularizer">A penalty on the recurrent kernel; default: none.</param>
    /// <param name="biasRegularizer">A penalty on the bias; default: none.</param>
    /// <param name="activityRegularizer">A penalty on the output; default: none.</param>
    /// <param name="kernelConstraint">What is done to the kernel after each step; default: nothing.</param>
    /// <param name="recurrentConstraint">What is done to the recurrent kernel after each step; default: nothing.</param>
    /// <param name="biasConstraint">What is done to the bias after each step; default: nothing.</param>
    /// <param name="returnSequences">Whether the outputs of all steps are returned; default: the last one's.</param>
    /// <param name="goBackwards">Whether the steps are taken from the last to the first; default: false.</param>
    /// <param name="stateful">Whether a batch begins with the states that the batch before left; default: false.</param>
    /// <param name="dropout">The share of the input that is dropped in training; default: 0.</param>
    /// <param name="recurrentDropout">The share of the state that is dropped in training; default: 0.</param>
    /// <param name="returnState">Whether the last states are returned too; default: false.</param>
    /// <param name="inputShape">The shape of one sample, steps first, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: the class' in snake case with a number.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public ConvLSTM2D(
        int filters,
        IntTuple kernelSize,
        IntTuple? strides = null,
        string padding = "valid",
        string? dataFormat = null,
        IntTuple? dilationRate = null,
        Activations.Activation? activation = null,
        Activations.Activation? recurrentActivation = null,
        bool useBias = true,
        Initializer? kernelInitializer = null,
        Initializer? recurrentInitializer = null,
        Initializer? biasInitializer = null,
        bool unitForgetBias = true,
        Regularizer? kernelRegularizer = null,
        Regularizer? recurrentRegularizer = null,
        Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null,
        Constraint? kernelConstraint = null,
        Constraint? recurrentConstraint = null,
        Constraint? biasConstraint = null,
        bool returnSequences = false,
        bool goBackwards = false,
        bool stateful = false,
        double dropout = 0,
        double recurrentDropout = 0,
        bool returnState = false,
        Shape? inputShape = null,
        string? name = null)
        : base(new ConvLSTM2DCell(filters, kernelSize, strides, padding, dataFormat, dilationRate, new RecurrentSettings("ConvLSTM2D", dropout, recurrentDropout)
        {
            Activation = activation ?? "tanh",
            RecurrentActivation = recurrentActivation ?? "hard_sigmoid",
            UseBias = useBias,
            KernelInitializer = kernelInitializer ?? "glorot_uniform",
            RecurrentInitializer = recurrentInitializer ?? "orthogonal",
            BiasInitializer = biasInitializer ?? "zeros",
            KernelRegularizer = kernelRegularizer,
            RecurrentRegularizer = recurrentRegularizer,
            BiasRegularizer = biasRegularizer,
            KernelConstraint = kernelConstraint,
            RecurrentConstraint = recurrentConstraint,
            BiasConstraint = biasConstraint,
        }, unitForgetBias, null), returnSequences, returnState, goBackwards, stateful, false, inputShape, name) =>
        ActivityRegularizer = activityRegularizer;

    internal ConvLSTM2D(ConfigReader config) : base(new ConvLSTM2DCell(config), config) =>
        ActivityRegularizer = ((ConvLSTM2DCell)Cell).ActivityRegularizerOfLayer;

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (shapes[0].Rank != 5)
            throw new ArgumentException($"`{Name}`: the input must have 5 axes (batch, steps, and a picture's three). Received: shape={shapes[0]}.", nameof(shapes));
    }

    private protected override void AddCell(JsonObject config) => ((ConvLSTM2DCell)Cell).AddSettings(config, ActivityRegularizer, withActivity: true);
}
