using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Brings each sample to mean 0 and variance 1 over axes: <c>gamma (x - mean) / sqrt(variance + epsilon) + beta</c>. Any shape,
/// the same shape out. Keras: keras.layers.LayerNormalization (tf.keras and Keras 3).
/// </summary>
public sealed class LayerNormalization : Layer
{
    private readonly int[] _axes;
    private readonly bool _axisIsList;
    private readonly bool _rmsScaling;
    private Weight? _gamma;
    private Weight? _beta;

    /// <summary>Makes the layer.</summary>
    /// <param name="axis">The axis, or several; negative: from the end; default: the last.</param>
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
    /// <param name="name">The name; default: layer_normalization_1, layer_normalization_2, ...</param>
    /// <param name="trainable">Whether training may change gamma and beta; default: true.</param>
    public LayerNormalization(
        IntTuple? axis = null,
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
        _axes = [.. axis ?? -1];
        (Epsilon, Center, Scale) = (epsilon, center, scale);
        BetaInitializer = betaInitializer ?? "zeros";
        GammaInitializer = gammaInitializer ?? "ones";
        BetaRegularizer = betaRegularizer;
        GammaRegularizer = gammaRegularizer;
        BetaConstraint = betaConstraint;
        GammaConstraint = gammaConstraint;
    }

    internal LayerNormalization(ConfigReader config) : this(
        config.Ints("axis", [-1]),
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
        _axisIsList = config.Node("axis") is JsonArray;
        _rmsScaling = config.Bool("rms_scaling", false);
    }

    /// <summary>The axes over which mean and variance are taken.</summary>
    public IReadOnlyList<int> Axes => _axes;

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
    protected internal override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        AxisCheck.Within(Name, "axis", _axes, inputShape);
        var shape = new Shape([.. _axes.Select(axis => inputShape[axis])]);
        if (Scale || _rmsScaling)
            _gamma = AddWeight("gamma", shape, GammaInitializer, GammaRegularizer, GammaConstraint);
        if (Center && !_rmsScaling)
            _beta = AddWeight("beta", shape, BetaInitializer, BetaRegularizer, BetaConstraint);
    }

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var mean = Ops.Mean(input, _axes, keepDims: true);
        var centered = input - mean;
        var factor = Ops.Rsqrt(Ops.Mean(Ops.Square(centered), _axes, keepDims: true) + Epsilon);
        var output = (_rmsScaling ? input : centered) * factor;
        if (_gamma is not null)
            output *= Spread(context.Value(_gamma), input);
        return _beta is null ? output : output + Spread(context.Value(_beta), input);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["axis"] = _axes.Length == 1 && !_axisIsList ? _axes[0] : ConfigWriter.Ints(_axes);
        config["epsilon"] = Epsilon;
        config["center"] = Center;
        config["scale"] = Scale;
        // tf.keras does not know the setting.
        if (_rmsScaling)
            config["rms_scaling"] = true;
        config["beta_initializer"] = ConfigWriter.Initializer(BetaInitializer);
        config["gamma_initializer"] = ConfigWriter.Initializer(GammaInitializer);
        config["beta_regularizer"] = ConfigWriter.Regularizer(BetaRegularizer);
        config["gamma_regularizer"] = ConfigWriter.Regularizer(GammaRegularizer);
        config["beta_constraint"] = ConfigWriter.Constraint(BetaConstraint);
        config["gamma_constraint"] = ConfigWriter.Constraint(GammaConstraint);
        return config;
    }

    /// <summary>A weight in the shape in which it broadcasts over the input.</summary>
    private Output Spread(Output weight, Output input)
    {
        var rank = input.Rank;
        int[] axes = [.. _axes.Select(axis => axis < 0 ? axis + rank : axis)];
        if (axes.SequenceEqual(Enumerable.Range(rank - axes.Length, axes.Length)))
            return weight;
        var shape = new int[rank];
        Array.Fill(shape, 1);
        for (var i = 0; i < axes.Length; i++)
            shape[axes[i]] = checked((int)weight.Shape[i]);
        return Ops.Reshape(weight, shape);
    }
}
