using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// One step of LSTM: <c>c = f c + i activation(z); h = o activation(c)</c> with gates i, f, o in that order around the new value z: i, f, z, o. Input (batch, n), states (batch, units).
/// Keras: keras.layers.LSTMCell.
/// </summary>
public sealed class LSTMCell : UnitsCell
{
    /// <summary>Makes the cell.</summary>
    /// <param name="units">The size of the output, positive.</param>
    /// <param name="activation">The function of the new state; default: tanh.</param>
    /// <param name="recurrentActivation">The function of the gates; default: sigmoid.</param>
    /// <param name="useBias">Whether a bias is added; default: true.</param>
    /// <param name="kernelInitializer">The kernel's first value; default: glorot_uniform.</param>
    /// <param name="recurrentInitializer">The recurrent kernel's first value; default: orthogonal.</param>
    /// <param name="biasInitializer">The bias' first value; default: zeros.</param>
    /// <param name="unitForgetBias">Whether the forget gate's bias begins at 1; default: true.</param>
    /// <param name="kernelRegularizer">A penalty on the kernel; default: none.</param>
    /// <param name="recurrentRegularizer">A penalty on the recurrent kernel; default: none.</param>
    /// <param name="biasRegularizer">A penalty on the bias; default: none.</param>
    /// <param name="kernelConstraint">What is done to the kernel after each step; default: nothing.</param>
    /// <param name="recurrentConstraint">What is done to the recurrent kernel after each step; default: nothing.</param>
    /// <param name="biasConstraint">What is done to the bias after each step; default: nothing.</param>
    /// <param name="dropout">The share of the input that is dropped in training; default: 0.</param>
    /// <param name="recurrentDropout">The share of the state that is dropped in training; default: 0.</param>
    /// <param name="implementation">1: a dropout mask a gate, 2 (default): one for all gates.</param>
    /// <param name="name">The name; default: the class' in snake case with a number.</param>
    /// <exception cref="ArgumentOutOfRangeException">units is not positive, or a share is not in [0, 1).</exception>
    public LSTMCell(
        int units,
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
        Constraint? kernelConstraint = null,
        Constraint? recurrentConstraint = null,
        Constraint? biasConstraint = null,
        double dropout = 0,
        double recurrentDropout = 0,
        int implementation = 2,
        string? name = null)
        : this(units, new RecurrentSettings("LSTMCell", dropout, recurrentDropout)
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
        }, unitForgetBias, name)
    {
    }

    internal LSTMCell(int units, RecurrentSettings settings, bool unitForgetBias, string? name) : base(units, settings, name) =>
        UnitForgetBias = unitForgetBias;

    internal LSTMCell(ConfigReader config) : base(config.Int("units"), new RecurrentSettings(config), config.Name) =>
        UnitForgetBias = config.Bool("unit_forget_bias", true);

    /// <summary>Whether the forget gate's bias begins at 1.</summary>
    public bool UnitForgetBias { get; }

    private protected override int Gates => 4;

    private protected override Initializer BiasInitializer => UnitForgetBias ? new UnitForgetBias(Settings.BiasInitializer) : Settings.BiasInitializer;

    /// <summary>The shapes of the output's state and of the carry.</summary>
    public override Shape[] StateShapes(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        return [new Shape(inputShape[0], Units), new Shape(inputShape[0], Units)];
    }

    /// <inheritdoc/>
    protected internal override Output[] Step(Output projected, Output[] states, Output[] masks, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(context);
        var z = Ops.Split(projected + RecurrentProducts(states[0], context.Value(RecurrentKernel), masks), [Units, Units, Units, Units], 1);
        var carry = RecurrentActivation.Call(z[1]) * states[1] + RecurrentActivation.Call(z[0]) * Activation.Call(z[2]);
        return [RecurrentActivation.Call(z[3]) * Activation.Call(carry), carry];
    }

    internal override void AddSettings(JsonObject config, Regularizer? activityRegularizer, bool withActivity)
    {
        config["units"] = Units;
        Settings.AddTo(config, hasGates: true, UnitForgetBias, activityRegularizer, withActivity);
        config["implementation"] = Settings.Implementation;
    }
}
