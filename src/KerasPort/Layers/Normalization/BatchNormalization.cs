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
        if (!context.Training || !(Trainable || Dialect == KerasDialect.Keras2))
            return Normalize(input, context.Value(_movingMean), context.Value(_movingVariance), context);
        if (IsLast(input))
            return NormalizeByBatch(input, mask, context);
        // (batch, channels, ...) as (batch, ..., channels).
        var axis = Axis < 0 ? Axis + input.Rank : Axis;
        int[] there = [.. Enumerable.Range(0, input.Rank).Where(each => each != axis), axis];
        int[] back = [.. Enumerable.Range(0, input.Rank).Select(each => Array.IndexOf(there, each))];
        return Ops.Transpose(NormalizeByBatch(Ops.Transpose(input, there), mask, context), back);
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

    private Output NormalizeByBatch(Output x, Output? mask, CallContext context)
    {
        if (mask is { } steps && Dialect == KerasDialect.Keras3)
        {
            var (mean, variance) = MaskedMoments(x, steps);
            Move(context, mean, variance);
            return Normalize(x, mean, variance, context, isLast: true);
        }
        if (x.DataType != DataType.Float32)
        {
            // The fused operation knows no float64.
            int[] axes = [.. Enumerable.Range(0, x.Rank - 1)];
            var mean = Ops.Mean(x, axes);
            var variance = Ops.Mean(Ops.Square(x - mean), axes);
            var count = Count(x);
            Move(context, mean, variance * Ops.DivideNoNan(count, count - 1) * Correction(x));
            return Normalize(x, mean, variance, context, isLast: true);
        }
        var channels = checked((int)_movingMean.Shape[0]);
        var picture = x.Rank == 4 ? x : Ops.Reshape(x, -1, 1, 1, channels);
        var gamma = _gamma is null ? Constant(1) : context.Value(_gamma);
        var beta = _beta is null ? Constant(0) : context.Value(_beta);
        using var none = Tensor.Vector<float>();
        var empty = Ops.Constant(x.Graph, none);
        var (normed, batchMean, batchVariance) = Ops.FusedBatchNorm(picture, gamma, beta, empty, empty, (float)Epsilon, training: true);
        Move(context, batchMean, batchVariance * Correction(x));
        if (x.Rank == 4)
            return normed;
        var output = Ops.Reshape(normed, Ops.ShapeOf(x));
        x.Graph.SetShape(output, x.Shape);
        return output;

        Output Constant(float value) => Ops.Fill(Ops.Constant(x.Graph, [channels]), x.Constant(value));
    }

    /// <summary>Over the steps that the mask lets through, with Keras 3's small addition to their number.</summary>
    private static (Output Mean, Output Variance) MaskedMoments(Output x, Output mask)
    {
        int[] axes = [.. Enumerable.Range(0, x.Rank - 1)];
        var weights = Ops.Cast(mask, x.DataType);
        for (var rank = mask.Rank; rank < x.Rank; rank++)
            weights = Ops.ExpandDims(weights, -1);
        weights *= Ops.OnesLike(x);
        var count = Ops.Sum(weights, axes) + 1e-7;
        var weighted = weights * x;
        var mean = Ops.Sum(weighted, axes) / count;
        return (mean, Ops.Sum(weights * Ops.Square(weighted - mean), axes) / count);
    }

    private Output Normalize(Output x, Output mean, Output variance, CallContext context, bool isLast = false)
    {
        var factor = Ops.Rsqrt(variance + Epsilon);
        if (_gamma is not null)
            factor *= context.Value(_gamma);
        var shift = -mean * factor;
        if (_beta is not null)
            shift += context.Value(_beta);
        if (isLast || IsLast(x))
            return x * factor + shift;
        var shape = new int[x.Rank];
        Array.Fill(shape, 1);
        shape[Axis < 0 ? Axis + x.Rank : Axis] = -1;
        return x * Ops.Reshape(factor, shape) + Ops.Reshape(shift, shape);
    }

    private bool IsLast(Output x) => Axis == -1 || Axis == x.Rank - 1;

    private void Move(CallContext context, Output mean, Output variance)
    {
        // Keras 2.3.1 normalizes by the batch where the layer is frozen, and leaves the averages as they are.
        if (!Trainable)
            return;
        Move(_movingMean, mean);
        Move(_movingVariance, variance);

        void Move(Weight average, Output value) =>
            context.Update(average, context.Value(average) * Momentum + Ops.StopGradient(value) * (1 - Momentum));
    }

    /// <summary>From the fused operation's variance v n / (n - 1) to the estimate that each Keras keeps.</summary>
    private Output Correction(Output x)
    {
        // tf.keras keeps it where it calls the fused operation itself.
        if (Dialect == KerasDialect.TfKeras2 && x.Rank is 4 or 5)
            return x.Constant(1);
        var count = Count(x);
        return Dialect == KerasDialect.Keras2 ? (count - 1) / (count - (1 + Epsilon)) : (count - 1) / count;
    }

    /// <summary>How many values each channel has.</summary>
    private static Output Count(Output x) => Ops.Cast(Enumerable.Range(0, x.Rank - 1).Select(axis => Ops.Dimension(x, axis)).Aggregate(Ops.Multiply), x.DataType);
}
