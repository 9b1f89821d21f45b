using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// <c>x</c>, or <c>alpha x</c> below 0, with an alpha that is trained for each element. Any shape, the same shape out.
/// Keras: keras.layers.PReLU.
/// </summary>
public sealed class PReLU : Layer
{
    private readonly int[]? _sharedAxes;
    private Weight _alpha = null!;

    /// <summary>Makes the layer.</summary>
    /// <param name="alphaInitializer">Alpha's first value; default: zeros.</param>
    /// <param name="alphaRegularizer">A penalty on alpha; default: none.</param>
    /// <param name="alphaConstraint">What is done to alpha after each step; default: nothing.</param>
    /// <param name="sharedAxes">Axes along which alpha is the same, counted from 1: <c>(1, 2)</c> for pictures; default: none.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: p_re_lu_1, p_re_lu_2, ...</param>
    /// <param name="trainable">Whether training may change alpha; default: true.</param>
    public PReLU(
        Initializer? alphaInitializer = null,
        Regularizer? alphaRegularizer = null,
        Constraint? alphaConstraint = null,
        IntTuple? sharedAxes = null,
        Shape? inputShape = null,
        string? name = null,
        bool trainable = true)
        : base(name, trainable, inputShape)
    {
        AlphaInitializer = alphaInitializer ?? "zeros";
        AlphaRegularizer = alphaRegularizer;
        AlphaConstraint = alphaConstraint;
        _sharedAxes = sharedAxes?.ToArray();
    }

    internal PReLU(ConfigReader config) : this(
        config.Initializer("alpha_initializer", "zeros"),
        config.Regularizer("alpha_regularizer"),
        config.Constraint("alpha_constraint"),
        config.Has("shared_axes") ? config.Ints("shared_axes") : null,
        name: config.Name) =>
        config.Ignore("shared_axes");

    /// <summary>Alpha's first value.</summary>
    public Initializer AlphaInitializer { get; }

    /// <summary>The penalty on alpha.</summary>
    public Regularizer? AlphaRegularizer { get; }

    /// <summary>What is done to alpha after each step.</summary>
    public Constraint? AlphaConstraint { get; }

    /// <summary>Axes along which alpha is the same, counted from 1.</summary>
    public IReadOnlyList<int>? SharedAxes => _sharedAxes;

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (Built && shapes.Length == 1 && (shapes[0].Rank != _alpha.Shape.Rank + 1 || _alpha.Shape.Where((dim, i) => dim != 1 && shapes[0][i + 1] >= 0 && shapes[0][i + 1] != dim).Any()))
            throw new ArgumentException($"`{Name}`: the input's samples must have the shape of alpha, {_alpha.Shape}. Received: shape={shapes[0]}.", nameof(shapes));
    }

    /// <inheritdoc/>
    protected internal override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        AxisCheck.Within(Name, "shared_axes", _sharedAxes, inputShape, first: 1);
        var shape = inputShape[1..];
        foreach (var axis in _sharedAxes ?? [])
            shape = shape.With(axis - 1, 1);
        _alpha = AddWeight("alpha", shape, AlphaInitializer, AlphaRegularizer, AlphaConstraint);
    }

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Ops.Relu(input) - context.Value(_alpha) * Ops.Relu(-input);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["alpha_initializer"] = ConfigWriter.Initializer(AlphaInitializer);
        config["alpha_regularizer"] = ConfigWriter.Regularizer(AlphaRegularizer);
        config["alpha_constraint"] = ConfigWriter.Constraint(AlphaConstraint);
        config["shared_axes"] = _sharedAxes is null ? null : ConfigWriter.Ints(_sharedAxes);
        return config;
    }
}
