using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// A gated recurrent unit: <c>h = z h + (1 - z) activation(x W + (r h) U)</c>, or <c>r (h U + b)</c> in place of <c>(r h) U</c> where the reset acts after the product. Input (batch, steps, n), output (batch, units), or (batch, steps, units) with returnSequences.
/// Keras: keras.layers.GRU.
/// </summary>
public sealed class GRU : UnitsRNN
{
    /// <summary>Makes the layer.</summary>
    /// <param name="units">The size of the output, positive.</param>
    /// <param name="activation">The function of the new state; default: tanh.</param>
    /// <param name="recurrentActivation">The function of the gates; default: sigmoid.</param>
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
    /// <param name="implementation">1: a dropout mask a gate, 2 (default): one for all gates.</param>
    /// <param name="returnSequences">Whether the outputs of all steps are returned; default: the last one's.</param>
    /// <param name="returnState">Whether the last states are returned too; default: false.</param>
    /// <param name="goBackwards">Whether the steps are taken from the last to the first; default: false.</param>
    /// <param name="stateful">Whether a batch begins with the states that the batch before left; default: false.</param>
    /// <param name="unroll">Whether the loop is written out, which short sequences run faster; default: false.</param>
    /// <param name="resetAfter">Whether the reset gate acts after the product with the recurrent kernel (as cuDNN does); default: false.</param>
    /// <param name="inputShape">The shape of one sample, steps first, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: the class' in snake case with a number.</param>
    /// <exception cref="ArgumentOutOfRangeException">units is not positive, or a share is not in [0, 1).</exception>
    public GRU(
        int units,
        Activations.Activation? activation = null,
        Activations.Activation? recurrentActivation = null,
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
        int implementation = 2,
        bool returnSequences = false,
        bool returnState = false,
        bool goBackwards = false,
        bool stateful = false,
        bool unroll = false,
        bool resetAfter = false,
        Shape? inputShape = null,
        string? name = null)
        : base(new GRUCell(units, new RecurrentSettings("GRU", dropout, recurrentDropout)
        {
            Activation = activation ?? "tanh",
            RecurrentActivation = recurrentActivation ?? "sigmoid",
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
            Implementation = implementation,
        }, resetAfter, null), activityRegularizer, returnSequences, returnState, goBackwards, stateful, unroll, inputShape, name)
    {
    }

    internal GRU(ConfigReader config) : base(new GRUCell(config), config)
    {
    }

    internal override HostArray[] ConvertWeights(HostArray[] arrays) => CuDnnWeights.ToGru(arrays, Cell);
}
