using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Brings each sample's groups of channels to mean 0 and variance 1: <c>gamma (x - mean) / sqrt(variance + epsilon) + beta</c>.
/// Any shape, the same shape out. Keras: keras.layers.GroupNormalization (tf.keras and Keras 3).
/// </summary>
public sealed class GroupNormalization : Layer
{
    private Weight? _gamma;
    private Weight? _beta;

    /// <summary>Makes the layer.</summary>
    /// <param name="groups">The number of groups; -1: as many as channels; default: 32.</param>
    /// <param name="axis">The channels' axis; negative: from the end; default: the last.</param>
    /// <param name="epsilon">What is added to the variance; default: 0.001.</param>
    /// <param name="center">Whether beta is added; default: true.</param>
    /// <param name="scale">Whether gamma is a factor; default: true.</param>
    /// <param name="betaInitializer">Beta's first value; default: zeros.</param>
    /// <param name="gammaInitializer">Gamma's first value; default: ones.</param>
    /// <param name="betaRegularizer">A penalty on beta; default: none.</param>
    /// <param name="gammaRegularizer">A penalty on gamma; default: none.</param>
    /// <param name="betaConstraint">What is done to beta after each step; default: nothing.</param>
    /// <param name="gammaConstraint">What is done to gamma after each step; default: nothing.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: group_normalization_1, group_normalization_2, ...</param>
    /// <param name="trainable">Whether training may change gamma and beta; default: true.</param>
    /// <exception cref="ArgumentException">groups is neither positive nor -1, or axis is the batch.</exception>
    public GroupNormalization(
        int groups = 32,
        int axis = -1,
        double epsilon = 1e-3,
        bool center = true,
        bool scale = true,
        Initializer? betaInitializer = null,
        Initializer? gammaInitializer = null,
        Regularizer? betaRegularizer = null,
        Regularizer? gammaRegularizer = null,
        Constraint? betaConstraint = null,
        Constraint? gammaConstraint = null,
        Shape? inputShape = null,
        string? name = null,
        bool trainable = true)
        : base(name, trainable, inputShape)
    {
        if (groups is 0 or < -1)
            throw new ArgumentOutOfRangeException(nameof(groups), $"`GroupNormalization`: groups must be a positive integer, or -1. Received: groups={groups}.");
        if (axis == 0)
            throw new ArgumentException("`GroupNormalization`: axis must not be the batch's. Received: axis=0.", nameof(axis));
        (Groups, Axis, Epsilon, Center, Scale) = (groups, axis, epsilon, center, scale);
        BetaInitializer = betaInitializer ?? "zeros";
        GammaInitializer = gammaInitializer ?? "ones";
        BetaRegularizer = betaRegularizer;
        GammaRegularizer = gammaRegularizer;
        BetaConstraint = betaConstraint;
        GammaConstraint = gammaConstraint;
    }

    internal GroupNormalization(ConfigReader config) : this(
        config.Int("groups", 32),
        config.Int("axis", -1),
        config.Double("epsilon", 1e-3),
        config.Bool("center", true),
        config.Bool("scale", true),
        config.Initializer("beta_initializer", "zeros"),
        config.Initializer("gamma_initializer", "ones"),
        config.Regularizer("beta_regularizer"),
        config.Regularizer("gamma_regularizer"),
        config.Constraint("beta_constraint"),
        config.Constraint("gamma_constraint"),
        name: config.Name)
    {
    }

    /// <summary>The number of groups; -1: as many as channels.</summary>
    public int Groups { get; }

    /// <summary>The channels' axis; negative: from the end.</summary>
    public int Axis { get; }

    /// <summary>What is added to the variance.</summary>
    public double Epsilon { get; }

    /// <summary>Whether beta is added.</summary>
    public bool Center { get; }

    /// <summary>Whether gamma is a factor.</summary>
    public bool Scale { get; }

    /// <summary>Beta's first value.</summary>
    public Initializer BetaInitializer { get; }

    /// <summary>Gamma's first value.</summary>
    public Initializer GammaInitializer { get; }

    /// <summary>The penalty on beta.</summary>
    public Regularizer? BetaRegularizer { get; }

    /// <summary>The penalty on gamma.</summary>
    public Regularizer? GammaRegularizer { get; }

    /// <summary>What is done to beta after each step.</summary>
    public Constraint? BetaConstraint { get; }

    /// <summary>What is done to gamma after each step.</summary>
    public Constraint? GammaConstraint { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (shapes.Length != 1)
            return;
        if (Axis >= shapes[0].Rank || Axis <= -shapes[0].Rank || shapes[0][Axis] < 0)
            throw new ArgumentException($"`{Name}`: the input must have an axis {Axis} of known size. Received: shape={shapes[0]}.", nameof(shapes));
        if (Groups > 0 && shapes[0][Axis] % Groups != 0)
            throw new ArgumentException($"`{Name}`: the input's channels must be divisible by groups={Groups}. Received: shape={shapes[0]}.", nameof(shapes));
    }

    /// <inheritdoc/>
    protected internal override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        var shape = new Shape(inputShape[Axis]);
        if (Scale)
            _gamma = AddWeight("gamma", shape, GammaInitializer, GammaRegularizer, GammaConstraint);
        if (Center)
            _beta = AddWeight("beta", shape, BetaInitializer, BetaRegularizer, BetaConstraint);
    }

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var shape = input.Shape;
        var axis = Axis < 0 ? Axis + shape.Rank : Axis;
        var groups = Groups < 0 ? shape[axis] : Groups;
        // (batch, ..., groups, channels of a group, ...)
        var apart = shape.With(axis, shape[axis] / groups).Insert(axis, groups);
        var x = DynamicReshape.To(input, apart, i => Ops.Dimension(input, i > axis ? i - 1 : i));
        int[] over = [.. Enumerable.Range(1, apart.Rank - 1).Where(i => i != axis)];
        var centered = x - Ops.Mean(x, over, keepDims: true);
        var normed = centered * Ops.Rsqrt(Ops.Mean(Ops.Square(centered), over, keepDims: true) + Epsilon);
        var output = DynamicReshape.To(normed, shape, i => Ops.Dimension(input, i));
        int[] broadcast = [.. Enumerable.Repeat(1, axis), checked((int)shape[axis]), .. Enumerable.Repeat(1, shape.Rank - axis - 1)];
        if (_gamma is not null)
            output *= Ops.Reshape(context.Value(_gamma), broadcast);
        return _beta is null ? output : output + Ops.Reshape(context.Value(_beta), broadcast);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["groups"] = Groups;
        config["axis"] = Axis;
        config["epsilon"] = Epsilon;
        config["center"] = Center;
        config["scale"] = Scale;
        config["beta_initializer"] = ConfigWriter.Initializer(BetaInitializer);
        config["gamma_initializer"] = ConfigWriter.Initializer(GammaInitializer);
        config["beta_regularizer"] = ConfigWriter.Regularizer(BetaRegularizer);
        config["gamma_regularizer"] = ConfigWriter.Regularizer(GammaRegularizer);
        config["beta_constraint"] = ConfigWriter.Constraint(BetaConstraint);
        config["gamma_constraint"] = ConfigWriter.Constraint(GammaConstraint);
        return config;
    }
}
