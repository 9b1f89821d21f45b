using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// A fully connected recurrent layer: <c>h = activation(x kernel + bias + h recurrent_kernel)</c>. Input (batch, steps, n), output (batch, units), or (batch, steps, units) with returnSequences.
/// Keras: keras.layers.SimpleRNN.
/// </summary>
public sealed class SimpleRNN : UnitsRNN
{
    /// <summary>Makes the layer.</summary>
    /// <param name="units">The size of the output, positive.</param>
    /// <param name="activation">The function of the new state; default: tanh.</param>
    /// <param name="useBias">Whether a bias is added; default: true.</param>
    /// <param name="kernelInitializer">The kernel's first value; default: glorot_uniform.</param>
    /// <param name="recurrentInitializer">The recurrent kernel's first value; default: orthogonal.</param>
    /// <param name="biasInitializer">The bias' first value; default: zeros.</param>
    /// <param name="kernelRegularizer">A penalty on the kernel; default: none.</param>
    /// <param name="recurrentRegularizer">A penalty on the recurrent kernel; default: none.</param>
    /// <param name="biasRegularizer">A penalty on the bias; default: none.</param>
    /// <param name="activityRegularizer">A penalty on the output; default: none.</param>
    /// <param name="kernelConstraint">What is done to the kernel after each step; default: nothing.</param>
    /// <param name="recurrentConstraint">What is done to the recurrent kernel after each step; default: nothing.</param>
    /// <param name="biasConstraint">What is done to the bias after each step; default: nothing.</param>
    /// <param name="dropout">The share of the input that is dropped in training; default: 0.</param>
    /// <param name="recurrentDropout">The share of the state that is dropped in training; default: 0.</param>
    /// <param name="returnSequences">Whether the outputs of all steps are returned; default: the last one's.</param>
    /// <param name="returnState">Whether the last states are returned too; default: false.</param>
    /// <param name="goBackwards">Whether the steps are taken from the last to the first; default: false.</param>
    /// <param name="stateful">Whether a batch begins with the states that the batch before left; default: false.</param>
    /// <param name="unroll">Whether the loop is written out, which short sequences run faster; default: false.</param>
    /// <param name="inputShape">The shape of one sample, steps first, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: the class' in snake case with a number.</param>
    /// <exception cref="ArgumentOutOfRangeException">units is not positive, or a share is not in [0, 1).</exception>
    public SimpleRNN(
        int units,
        Activations.Activation? activation = null,
        bool useBias = true,
        Initializer? kernelInitializer = null,
        Initializer? recurrentInitializer = null,
        Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null,
        Regularizer? recurrentRegularizer = null,
        Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null,
        Constraint? kernelConstraint = null,
        Constraint? recurrentConstraint = null,
        Constraint? biasConstraint = null,
        double dropout = 0,
        double recurrentDropout = 0,
        bool returnSequences = false,
        bool returnState = false,
        bool goBackwards = false,
        bool stateful = false,
        bool unroll = false,
        Shape? inputShape = null,
        string? name = null)
        : base(new SimpleRNNCell(units, new RecurrentSettings("SimpleRNN", dropout, recurrentDropout)
        {
            Activation = activation ?? "tanh",
            KernelInitializer = kernelInitializer ?? "glorot_uniform",
            RecurrentInitializer = recurrentInitializer ?? "orthogonal",
            BiasInitializer = biasInitializer ?? "zeros",
            UseBias = useBias,
            KernelRegularizer = kernelRegularizer,
            RecurrentRegularizer = recurrentRegularizer,
            BiasRegularizer = biasRegularizer,
            KernelConstraint = kernelConstraint,
            RecurrentConstraint = recurrentConstraint,
            BiasConstraint = biasConstraint,
        }, null), activityRegularizer, returnSequences, returnState, goBackwards, stateful, unroll, inputShape, name)
    {
    }

    internal SimpleRNN(ConfigReader config) : base(new SimpleRNNCell(config), config)
    {
    }
}
