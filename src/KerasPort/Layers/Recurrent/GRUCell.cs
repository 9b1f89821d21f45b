using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// One step of GRU: <c>h = z h + (1 - z) activation(x W + (r h) U)</c>, or <c>r (h U + b)</c> in place of <c>(r h) U</c> where the reset acts after the product. Input (batch, n), states (batch, units).
/// Keras: keras.layers.GRUCell.
/// </summary>
public sealed class GRUCell : UnitsCell
{
    /// <summary>Makes the cell.</summary>
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
    /// <param name="kernelConstraint">What is done to the kernel after each step; default: nothing.</param>
    /// <param name="recurrentConstraint">What is done to the recurrent kernel after each step; default: nothing.</param>
    /// <param name="biasConstraint">What is done to the bias after each step; default: nothing.</param>
    /// <param name="dropout">The share of the input that is dropped in training; default: 0.</param>
    /// <param name="recurrentDropout">The share of the state that is dropped in training; default: 0.</param>
    /// <param name="implementation">1: a dropout mask a gate, 2 (default): one for all gates.</param>
    /// <param name="resetAfter">Whether the reset gate acts after the product with the recurrent kernel (as cuDNN does); default: false.</param>
    /// <param name="name">The name; default: the class' in snake case with a number.</param>
    /// <exception cref="ArgumentOutOfRangeException">units is not positive, or a share is not in [0, 1).</exception>
    public GRUCell(
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
        Constraint? kernelConstraint = null,
        Constraint? recurrentConstraint = null,
        Constraint? biasConstraint = null,
        double dropout = 0,
        double recurrentDropout = 0,
        int implementation = 2,
        bool resetAfter = false,
        string? name = null)
        : this(units, new RecurrentSettings("GRUCell", dropout, recurrentDropout)
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
        }, resetAfter, name)
    {
    }

    internal GRUCell(int units, RecurrentSettings settings, bool resetAfter, string? name) : base(units, settings, name) =>
        ResetAfter = resetAfter;

    internal GRUCell(ConfigReader config) : base(config.Int("units"), new RecurrentSettings(config), config.Name) =>
        ResetAfter = config.Bool("reset_after", config.Dialect != KerasDialect.Keras2);

    /// <summary>Whether the reset gate acts after the product with the recurrent kernel.</summary>
    public bool ResetAfter { get; }

    private protected override int Gates => 3;

    private protected override Shape BiasShape => ResetAfter ? [2, 3 * Units] : [3 * Units];

    private protected override Output InputBias(Output bias) => ResetAfter ? Ops.Squeeze(Ops.SliceAxis(bias, 0, 0, 1), 0) : bias;

    /// <inheritdoc/>
    protected internal override Output[] Step(Output projected, Output[] states, Output[] masks, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(context);
        var x = Ops.Split(projected, [Units, Units, Units], 1);
        var kernel = context.Value(RecurrentKernel);
        var h = states[0];
        Output update, candidate;
        if (ResetAfter)
        {
            var products = RecurrentProducts(h, kernel, masks);
            if (Bias is not null)
                products += Ops.Squeeze(Ops.SliceAxis(context.Value(Bias), 0, 1, 1), 0);
            var u = Ops.Split(products, [Units, Units, Units], 1);
            update = RecurrentActivation.Call(x[0] + u[0]);
            candidate = Activation.Call(x[2] + RecurrentActivation.Call(x[1] + u[1]) * u[2]);
        }
        else
        {
            var parts = Ops.Split(kernel, [2 * Units, Units], 1);
            var u = Ops.Split(RecurrentProducts(h, parts[0], masks), [Units, Units], 1);
            update = RecurrentActivation.Call(x[0] + u[0]);
            var reset = RecurrentActivation.Call(x[1] + u[1]);
            candidate = Activation.Call(x[2] + RecurrentProduct(reset * h, parts[1], masks, 2));
        }
        return [update * h + (1 - update) * candidate];
    }

    internal override void AddSettings(JsonObject config, Regularizer? activityRegularizer, bool withActivity)
    {
        config["units"] = Units;
        Settings.AddTo(config, hasGates: true, null, activityRegularizer, withActivity);
        config["implementation"] = Settings.Implementation;
        config["reset_after"] = ResetAfter;
    }
}
