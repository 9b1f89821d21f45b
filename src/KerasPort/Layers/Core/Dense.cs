using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// A fully connected layer: <c>activation(x kernel + bias)</c>. Input (batch, ..., n), output (batch, ..., units).
/// Keras: keras.layers.Dense.
/// </summary>
public sealed class Dense : Layer
{
    private Weight _kernel = null!;
    private Weight? _bias;

    /// <summary>Makes the layer.</summary>
    /// <param name="units">The size of the output's last axis, positive.</param>
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
    /// <param name="name">The name; default: dense_1, dense_2, ...</param>
    /// <param name="trainable">Whether training may change the weights; default: true.</param>
    /// <exception cref="ArgumentOutOfRangeException">units is not positive.</exception>
    public Dense(
        int units,
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
        : base(name, trainable, inputShape)
    {
        if (units <= 0)
            throw new ArgumentOutOfRangeException(nameof(units), $"`Dense`: units must be a positive integer. Received: units={units}.");
        Units = units;
        Activation = activation ?? "linear";
        UseBias = useBias;
        KernelInitializer = kernelInitializer ?? "glorot_uniform";
        BiasInitializer = biasInitializer ?? "zeros";
        KernelRegularizer = kernelRegularizer;
        BiasRegularizer = biasRegularizer;
        ActivityRegularizer = activityRegularizer;
        KernelConstraint = kernelConstraint;
        BiasConstraint = biasConstraint;
    }

    internal Dense(ConfigReader config) : this(
        config.Int("units"),
        config.Activation(),
        config.Bool("use_bias", true),
        config.Initializer("kernel_initializer", "glorot_uniform"),
        config.Initializer("bias_initializer", "zeros"),
        config.Regularizer("kernel_regularizer"),
        config.Regularizer("bias_regularizer"),
        config.Regularizer("activity_regularizer"),
        config.Constraint("kernel_constraint"),
        config.Constraint("bias_constraint"),
        name: config.Name)
    {
    }

    /// <summary>The size of the output's last axis.</summary>
    public int Units { get; }

    /// <summary>The function after the sum.</summary>
    public Activations.Activation Activation { get; }

    /// <summary>Whether a bias is added.</summary>
    public bool UseBias { get; }

    /// <summary>The kernel's first value.</summary>
    public Initializer KernelInitializer { get; }

    /// <summary>The bias' first value.</summary>
    public Initializer BiasInitializer { get; }

    /// <summary>The penalty on the kernel.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>The penalty on the bias.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>What is done to the kernel after each step.</summary>
    public Constraint? KernelConstraint { get; }

    /// <summary>What is done to the bias after each step.</summary>
    public Constraint? BiasConstraint { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (shapes.Length == 1 && shapes[0].Rank < 2)
            throw new ArgumentException($"`{Name}`: the input must have at least 2 axes (batch, ..., n). Received: shape={shapes[0]}.", nameof(shapes));
        if (Built && shapes[0][-1] >= 0 && shapes[0][-1] != _kernel.Shape[0])
            throw new ArgumentException($"`{Name}`: the input's last axis must have the size {_kernel.Shape[0]}. Received: shape={shapes[0]}.", nameof(shapes));
    }

    /// <inheritdoc/>
    protected internal override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        _kernel = AddWeight("kernel", [inputShape[-1] < 0 ? null : inputShape[-1], Units], KernelInitializer, KernelRegularizer, KernelConstraint);
        if (UseBias)
            _bias = AddWeight("bias", [Units], BiasInitializer, BiasRegularizer, BiasConstraint);
    }

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var kernel = context.Value(_kernel);
        // Higher ranks become rows of one matrix: one product instead of a batch of small ones.
        var isMatrix = input.Rank == 2;
        var rows = isMatrix ? input : Ops.Reshape(input, -1, checked((int)_kernel.Shape[0]));
        var output = Ops.MatMul(rows, kernel);
        if (_bias is not null)
            output = Ops.BiasAdd(output, context.Value(_bias));
        if (!isMatrix)
        {
            var shape = Ops.Concat([Ops.SliceAxis(Ops.ShapeOf(input), 0, 0, input.Rank - 1), Ops.Constant(input.Graph, [Units])], 0);
            var reshaped = Ops.Reshape(output, shape);
            input.Graph.SetShape(reshaped, ComputeOutputShape(input.Shape));
            output = reshaped;
        }
        return Activation.Call(output);
    }

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        return inputShape.With(-1, Units);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["units"] = Units;
        config["activation"] = Activation.ToConfig();
        config["use_bias"] = UseBias;
        config["kernel_initializer"] = ConfigWriter.Initializer(KernelInitializer);
        config["bias_initializer"] = ConfigWriter.Initializer(BiasInitializer);
        config["kernel_regularizer"] = ConfigWriter.Regularizer(KernelRegularizer);
        config["bias_regularizer"] = ConfigWriter.Regularizer(BiasRegularizer);
        config["activity_regularizer"] = ConfigWriter.Regularizer(ActivityRegularizer);
        config["kernel_constraint"] = ConfigWriter.Constraint(KernelConstraint);
        config["bias_constraint"] = ConfigWriter.Constraint(BiasConstraint);
        return config;
    }
}
