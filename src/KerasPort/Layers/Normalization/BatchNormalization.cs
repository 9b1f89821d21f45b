using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Brings each channel to mean 0 and variance 1: <c>gamma (x - mean) / sqrt(variance + epsilon) + beta</c>; in training by the
/// batch's mean and variance, otherwise by moving averages of them. Any shape, the same shape out. Keras: keras.layers.BatchNormalization.
/// </summary>
public sealed class BatchNormalization : Layer
{
    private Weight? _gamma;
    private Weight? _beta;
    private Weight _movingMean = null!;
    private Weight _movingVariance = null!;

    /// <summary>Makes the layer.</summary>
    /// <param name="axis">The channels' axis; negative: from the end; default: the last.</param>
    /// <param name="momentum">How much of the moving averages stays at a step; default: 0.99.</param>
    /// <param name="epsilon">What is added to the variance; default: 0.001.</param>
    /// <param name="center">Whether beta is added; default: true.</param>
    /// <param name="scale">Whether gamma is a factor; default: true.</param>
    /// <param name="betaInitializer">Beta's first value; default: zeros.</param>
    /// <param name="gammaInitializer">Gamma's first value; default: ones.</param>
    /// <param name="movingMeanInitializer">The moving mean's first value; default: zeros.</param>
    /// <param name="movingVarianceInitializer">The moving variance's first value; default: ones.</param>
    /// <param name="betaRegularizer">A penalty on beta; default: none.</param>
    /// <param name="gammaRegularizer">A penalty on gamma; default: none.</param>
    /// <param name="betaConstraint">What is done to beta after each step; default: nothing.</param>
    /// <param name="gammaConstraint">What is done to gamma after each step; default: nothing.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: batch_normalization_1, batch_normalization_2, ...</param>
    /// <param name="trainable">Whether training may change gamma and beta; default: true.</param>
    public BatchNormalization(
        int axis = -1,
        double momentum = 0.99,
        double epsilon = 1e-3,
        bool center = true,
        bool scale = true,
        Initializer? betaInitializer = null,
        Initializer? gammaInitializer = null,
        Initializer? movingMeanInitializer = null,
        Initializer? movingVarianceInitializer = null,
        Regularizer? betaRegularizer = null,
        Regularizer? gammaRegularizer = null,
        Constraint? betaConstraint = null,
        Constraint? gammaConstraint = null,
        Shape? inputShape = null,
        string? name = null,
        bool trainable = true)
        : base(name, trainable, inputShape)
    {
        (Axis, Momentum, Epsilon, Center, Scale) = (axis, momentum, epsilon, center, scale);
        BetaInitializer = betaInitializer ?? "zeros";
        GammaInitializer = gammaInitializer ?? "ones";
        MovingMeanInitializer = movingMeanInitializer ?? "zeros";
        MovingVarianceInitializer = movingVarianceInitializer ?? "ones";
        BetaRegularizer = betaRegularizer;
        GammaRegularizer = gammaRegularizer;
        BetaConstraint = betaConstraint;
        GammaConstraint = gammaConstraint;
    }

    internal BatchNormalization(ConfigReader config) : this(
        // tf.keras writes a list of one.
        config.Ints("axis", 1, [-1])[0],
        config.Double("momentum", 0.99),
        config.Double("epsilon", 1e-3),
        config.Bool("center", true),
        config.Bool("scale", true),
        config.Initializer("beta_initializer", "zeros"),
        config.Initializer("gamma_initializer", "ones"),
        config.Initializer("moving_mean_initializer", "zeros"),
        config.Initializer("moving_variance_initializer", "ones"),
        config.Regularizer("beta_regularizer"),
        config.Regularizer("gamma_regularizer"),
        config.Constraint("beta_constraint"),
        config.Constraint("gamma_constraint"),
        name: config.Name) =>
        // The clipping and the momentum of a renormalization that is off, and how a GPU computes.
        config.Ignore("renorm_clipping", "renorm_momentum", "fused");

    /// <summary>The channels' axis; negative: from the end.</summary>
    public int Axis { get; }

    /// <summary>How much of the moving averages stays at a step.</summary>
    public double Momentum { get; }

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

    /// <summary>The moving mean's first value.</summary>
    public Initializer MovingMeanInitializer { get; }

    /// <summary>The moving variance's first value.</summary>
    public Initializer MovingVarianceInitializer { get; }

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
        if (shapes.Length == 1 && (Axis >= shapes[0].Rank || Axis < -shapes[0].Rank || (Built && shapes[0][Axis] >= 0 && shapes[0][Axis] != _movingMean.Shape[0])))
            throw new ArgumentException($"`{Name}`: the input must have an axis {Axis}{(Built ? $" of the size {_movingMean.Shape[0]}" : "")}. Received: shape={shapes[0]}.", nameof(shapes));
    }

    /// <inheritdoc/>
    protected internal override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        Shape shape = [inputShape[Axis] < 0 ? null : inputShape[Axis]];
        if (Scale)
            _gamma = AddWeight("gamma", shape, GammaInitializer, GammaRegularizer, GammaConstraint);
        if (Center)
            _beta = AddWeight("beta", shape, BetaInitializer, BetaRegularizer, BetaConstraint);
        _movingMean = AddWeight("moving_mean", shape, MovingMeanInitializer, trainable: false);
        _movingVariance = AddWeight("moving_variance", shape, MovingVarianceInitializer, trainable: false);
    }

    /// <inheritdoc/>
    protected internal override Output Call(Output input, Output? mask, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        // A frozen layer goes on using the batch in Keras 2.3.1 alone.
        var useBatch = context.Training && (Trainable || Dialect == KerasDialect.Keras2);
        if (!useBatch)
            return Normalize(input, context.Value(_movingMean), context.Value(_movingVariance), context);
        var axes = Enumerable.Range(0, input.Rank).Where(axis => axis != (Axis < 0 ? Axis + input.Rank : Axis)).ToArray();
        var (mean, variance) = mask is { } steps && Dialect == KerasDialect.Keras3
            ? MaskedMoments(input, steps, axes)
            : Moments(input, axes);
        Move(context, _movingMean, Ops.StopGradient(mean));
        Move(context, _movingVariance, Ops.StopGradient(variance * Correction(input, axes)));
        return Normalize(input, mean, variance, context);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["axis"] = Axis;
        config["momentum"] = Momentum;
        config["epsilon"] = Epsilon;
        config["center"] = Center;
        config["scale"] = Scale;
        config["beta_initializer"] = ConfigWriter.Initializer(BetaInitializer);
        config["gamma_initializer"] = ConfigWriter.Initializer(GammaInitializer);
        config["moving_mean_initializer"] = ConfigWriter.Initializer(MovingMeanInitializer);
        config["moving_variance_initializer"] = ConfigWriter.Initializer(MovingVarianceInitializer);
        config["beta_regularizer"] = ConfigWriter.Regularizer(BetaRegularizer);
        config["gamma_regularizer"] = ConfigWriter.Regularizer(GammaRegularizer);
        config["beta_constraint"] = ConfigWriter.Constraint(BetaConstraint);
        config["gamma_constraint"] = ConfigWriter.Constraint(GammaConstraint);
        return config;
    }

    private static (Output Mean, Output Variance) Moments(Output x, int[] axes)
    {
        var mean = Ops.Mean(x, axes, keepDims: true);
        // The variance's gradient through the mean is zero.
        var variance = Ops.Mean(Ops.SquaredDifference(x, Ops.StopGradient(mean)), axes);
        return (Ops.Reshape(mean, -1), variance);
    }

    /// <summary>Over the steps that the mask lets through, with Keras 3's small addition to their number.</summary>
    private static (Output Mean, Output Variance) MaskedMoments(Output x, Output mask, int[] axes)
    {
        var weights = Ops.Cast(mask, x.DataType);
        for (var rank = mask.Rank; rank < x.Rank; rank++)
            weights = Ops.ExpandDims(weights, -1);
        weights *= Ops.OnesLike(x);
        var count = Ops.Sum(weights, axes, keepDims: true) + 1e-7;
        var weighted = weights * x;
        var mean = Ops.Sum(weighted, axes, keepDims: true) / count;
        var variance = Ops.Sum(weights * Ops.Square(weighted - mean), axes, keepDims: true) / count;
        return (Ops.Reshape(mean, -1), Ops.Reshape(variance, -1));
    }

    private Output Normalize(Output x, Output mean, Output variance, CallContext context)
    {
        var factor = Ops.Rsqrt(variance + Epsilon);
        if (_gamma is not null)
            factor *= context.Value(_gamma);
        var shift = -mean * factor;
        if (_beta is not null)
            shift += context.Value(_beta);
        return x * Spread(factor, x.Rank) + Spread(shift, x.Rank);
    }

    /// <summary>A value for each channel in the shape in which it broadcasts over the input.</summary>
    private Output Spread(Output value, int rank)
    {
        var axis = Axis < 0 ? Axis + rank : Axis;
        if (axis == rank - 1)
            return value;
        var shape = new int[rank];
        Array.Fill(shape, 1);
        shape[axis] = -1;
        return Ops.Reshape(value, shape);
    }

    private void Move(CallContext context, Weight average, Output value) =>
        context.Update(average, context.Value(average) * Momentum + value * (1 - Momentum));

    /// <summary>What makes the batch's variance an estimate of the whole population's, as each Keras does it.</summary>
    private Output Correction(Output x, int[] axes)
    {
        if (Dialect == KerasDialect.Keras3)
            return x.Constant(1);
        // Where tf.keras calls the fused operation, and nowhere else, it corrects by n / (n - 1).
        var isFused = x.Rank == 4 && (Axis == -1 || Axis == 3);
        if (Dialect == KerasDialect.TfKeras2 && !isFused)
            return x.Constant(1);
        var count = Ops.Cast(axes.Select(axis => Ops.Dimension(x, axis)).Aggregate(Ops.Multiply), x.DataType);
        return Dialect == KerasDialect.TfKeras2
            ? count / Ops.Maximum(count - 1, x.Constant(1))
            : count / (count - (1 + Epsilon));
    }
}
