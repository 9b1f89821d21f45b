using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Layers;

/// <summary>
/// One step of SimpleRNN: <c>h = activation(x kernel + bias + h recurrent_kernel)</c>. Input (batch, n), states (batch, units).
/// Keras: keras.layers.SimpleRNNCell.
/// </summary>
public sealed class SimpleRNNCell : UnitsCell
{
    /// <summary>Makes the cell.</summary>
    /// <param name="units">The size of the output, positive.</param>
    /// <param name="activation">The function of the new state; default: tanh.</param>
    /// <param name="useBias">Whether a bias is added; default: true.</param>
    /// <param name="kernelInitializer">The kernel's first value; default: glorot_uniform.</param>
    /// <param name="recurrentInitializer">The recurrent kernel's first value; default: orthogonal.</param>
    /// <param name="biasInitializer">The bias' first value; default: zeros.</param>
    /// <param name="kernelRegularizer">A penalty on the kernel; default: none.</param>
    /// <param name="recurrentRegularizer">A penalty on the recurrent kernel; default: none.</param>
    /// <param name="biasRegularizer">A penalty on the bias; default: none.</param>
    /// <param name="kernelConstraint">What is done to the kernel after each step; default: nothing.</param>
    /// <param name="recurrentConstraint">What is done to the recurrent kernel after each step; default: nothing.</param>
    /// <param name="biasConstraint">What is done to the bias after each step; default: nothing.</param>
    /// <param name="dropout">The share of the input that is dropped in training; default: 0.</param>
    /// <param name="recurrentDropout">The share of the state that is dropped in training; default: 0.</param>
    /// <param name="name">The name; default: the class' in snake case with a number.</param>
    /// <exception cref="ArgumentOutOfRangeException">units is not positive, or a share is not in [0, 1).</exception>
    public SimpleRNNCell(
        int units,
        Activations.Activation? activation = null,
        bool useBias = true,
        Initializer? kernelInitializer = null,
        Initializer? recurrentInitializer = null,
        Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null,
        Regularizer? recurrentRegularizer = null,
        Regularizer? biasRegularizer = null,
        Constraint? kernelConstraint = null,
        Constraint? recurrentConstraint = null,
        Constraint? biasConstraint = null,
        double dropout = 0,
        double recurrentDropout = 0,
        string? name = null)
        : this(units, new RecurrentSettings("SimpleRNNCell", dropout, recurrentDropout)
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
        }, name)
    {
    }

    internal SimpleRNNCell(int units, RecurrentSettings settings, string? name) : base(units, settings, name)
    {
    }

    internal SimpleRNNCell(ConfigReader config) : base(config.Int("units"), new RecurrentSettings(config), config.Name)
    {
    }

    private protected override int Gates => 1;

    /// <inheritdoc/>
    protected internal override Output[] Step(Output projected, Output[] states, Output[] masks, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(context);
        return [Activation.Call(projected + RecurrentProducts(states[0], context.Value(RecurrentKernel), masks))];
    }

    internal override void AddSettings(JsonObject config, Regularizer? activityRegularizer, bool withActivity)
    {
        config["units"] = Units;
        Settings.AddTo(config, hasGates: false, null, activityRegularizer, withActivity);
    }
}
