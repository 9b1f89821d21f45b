using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Optimizers.Modern;
using KerasPort.Optimizers.Schedules;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers;

/// <summary>
/// Follow the regularized leader: <c>n = a + g²; z += g - (n^-p - a^-p) / lr w; w = (clip(z, -l1, l1) - z) / (n^-p / lr + 2 l2)</c>, p the learningRatePower.
/// Keras: tf.keras.optimizers.Ftrl.
/// </summary>
public sealed class Ftrl : ModernOptimizer
{
    private Weight[] _accumulators = [];
    private Weight[] _linears = [];

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">The step's size; default: 0.001.</param>
    /// <param name="learningRatePower">How the rate falls with the squares so far, not positive; default: -0.5.</param>
    /// <param name="initialAccumulatorValue">The squares' first sum, not negative; default: 0.1.</param>
    /// <param name="l1RegularizationStrength">Draws weights to 0, not negative; default: 0.</param>
    /// <param name="l2RegularizationStrength">Makes weights smaller, not negative; default: 0.</param>
    /// <param name="l2ShrinkageRegularizationStrength">Makes weights smaller by the gradient, not negative; default: 0.</param>
    /// <param name="beta">Adds <c>beta / (2 lr)</c> to l2; default: 0.</param>
    /// <param name="weightDecay">How much of each weight is taken off at each step, times the learning rate; default: nothing.</param>
    /// <param name="clipNorm">The largest norm of each gradient; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    /// <param name="globalClipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="useEma">Whether averages of the weights are kept, which the weights become when training ends; default: false.</param>
    /// <param name="emaMomentum">How slowly the averages forget; default: 0.99.</param>
    /// <param name="emaOverwriteFrequency">After how many steps the weights become their averages; default: only in the end.</param>
    public Ftrl(
        double learningRate = 0.001,
        double learningRatePower = -0.5,
        double initialAccumulatorValue = 0.1,
        double l1RegularizationStrength = 0,
        double l2RegularizationStrength = 0,
        double l2ShrinkageRegularizationStrength = 0,
        double beta = 0,
        double? weightDecay = null,
        double? clipNorm = null,
        double? clipValue = null,
        double? globalClipNorm = null,
        bool useEma = false,
        double emaMomentum = 0.99,
        int? emaOverwriteFrequency = null)
        : this(
            (LearningRateSource)learningRate,
            new ModernSettings { WeightDecay = weightDecay, ClipNorm = clipNorm, ClipValue = clipValue, GlobalClipNorm = globalClipNorm, UseEma = useEma, EmaMomentum = emaMomentum, EmaOverwriteFrequency = emaOverwriteFrequency },
            learningRatePower, initialAccumulatorValue, l1RegularizationStrength, l2RegularizationStrength, l2ShrinkageRegularizationStrength, beta)
    {
    }

    /// <summary>Makes the optimizer with a learning rate that follows a schedule.</summary>
    /// <param name="learningRate">The schedule.</param>
    /// <param name="learningRatePower">How the rate falls with the squares so far, not positive; default: -0.5.</param>
    /// <param name="initialAccumulatorValue">The squares' first sum, not negative; default: 0.1.</param>
    /// <param name="l1RegularizationStrength">Draws weights to 0, not negative; default: 0.</param>
    /// <param name="l2RegularizationStrength">Makes weights smaller, not negative; default: 0.</param>
    /// <param name="l2ShrinkageRegularizationStrength">Makes weights smaller by the gradient, not negative; default: 0.</param>
    /// <param name="beta">Adds <c>beta / (2 lr)</c> to l2; default: 0.</param>
    /// <param name="weightDecay">How much of each weight is taken off at each step, times the learning rate; default: nothing.</param>
    /// <param name="clipNorm">The largest norm of each gradient; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    /// <param name="globalClipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="useEma">Whether averages of the weights are kept, which the weights become when training ends; default: false.</param>
    /// <param name="emaMomentum">How slowly the averages forget; default: 0.99.</param>
    /// <param name="emaOverwriteFrequency">After how many steps the weights become their averages; default: only in the end.</param>
    public Ftrl(
        LearningRateSchedule learningRate,
        double learningRatePower = -0.5,
        double initialAccumulatorValue = 0.1,
        double l1RegularizationStrength = 0,
        double l2RegularizationStrength = 0,
        double l2ShrinkageRegularizationStrength = 0,
        double beta = 0,
        double? weightDecay = null,
        double? clipNorm = null,
        double? clipValue = null,
        double? globalClipNorm = null,
        bool useEma = false,
        double emaMomentum = 0.99,
        int? emaOverwriteFrequency = null)
        : this(
            (LearningRateSource)learningRate,
            new ModernSettings { WeightDecay = weightDecay, ClipNorm = clipNorm, ClipValue = clipValue, GlobalClipNorm = globalClipNorm, UseEma = useEma, EmaMomentum = emaMomentum, EmaOverwriteFrequency = emaOverwriteFrequency },
            learningRatePower, initialAccumulatorValue, l1RegularizationStrength, l2RegularizationStrength, l2ShrinkageRegularizationStrength, beta)
    {
    }

    internal Ftrl(ConfigReader config)
        : this(config.LearningRate(0.001), ModernSettings.Read(config), config.Double("learning_rate_power", -0.5), config.Double("initial_accumulator_value", 0.1), config.Double("l1_regularization_strength", 0), config.Double("l2_regularization_strength", 0), config.Double("l2_shrinkage_regularization_strength", 0), config.Double("beta", 0))
    {
    }

    private Ftrl(LearningRateSource learningRate, ModernSettings settings, double learningRatePower, double initialAccumulatorValue, double l1RegularizationStrength, double l2RegularizationStrength, double l2ShrinkageRegularizationStrength, double beta)
        : base(learningRate, settings)
    {
        if (learningRatePower > 0)
            throw new ArgumentOutOfRangeException(nameof(learningRatePower), $"`Ftrl`: learningRatePower must not be positive. Received: learningRatePower={learningRatePower}.");
        foreach (var (name, value) in new[] { (nameof(initialAccumulatorValue), initialAccumulatorValue), (nameof(l1RegularizationStrength), l1RegularizationStrength), (nameof(l2RegularizationStrength), l2RegularizationStrength), (nameof(l2ShrinkageRegularizationStrength), l2ShrinkageRegularizationStrength) })
            if (value < 0)
                throw new ArgumentException($"`Ftrl`: {name} must not be negative. Received: {name}={value}.");
        (LearningRatePower, InitialAccumulatorValue, L1RegularizationStrength, L2RegularizationStrength, L2ShrinkageRegularizationStrength, Beta) =
            (learningRatePower, initialAccumulatorValue, l1RegularizationStrength, l2RegularizationStrength, l2ShrinkageRegularizationStrength, beta);
    }

    /// <summary>How the rate falls with the squares so far.</summary>
    public double LearningRatePower { get; }

    /// <summary>The squares' first sum.</summary>
    public double InitialAccumulatorValue { get; }

    /// <summary>Draws weights to 0.</summary>
    public double L1RegularizationStrength { get; }

    /// <summary>Makes weights smaller.</summary>
    public double L2RegularizationStrength { get; }

    /// <summary>Makes weights smaller by the gradient.</summary>
    public double L2ShrinkageRegularizationStrength { get; }

    /// <summary>What over twice the rate is added to l2.</summary>
    public double Beta { get; }

    private protected override string KerasName => "Ftrl";

    private protected override void CreateState(IReadOnlyList<Weight> weights)
    {
        (_accumulators, _linears) = AddSlotPairs("accumulator", "linear", weights, (float)InitialAccumulatorValue);
    }

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        var formula = new FtrlFormula(LearningRatePower, L1RegularizationStrength, L2RegularizationStrength, L2ShrinkageRegularizationStrength, Beta);
        for (var i = 0; i < gradients.Count; i++)
            formula.Apply(gradients[i], _accumulators[i], _linears[i], learningRate, context);
    }

    private protected override JsonObject OwnConfig() => new()
    {
        ["learning_rate_power"] = LearningRatePower,
        ["initial_accumulator_value"] = InitialAccumulatorValue,
        ["l1_regularization_strength"] = L1RegularizationStrength,
        ["l2_regularization_strength"] = L2RegularizationStrength,
        ["l2_shrinkage_regularization_strength"] = L2ShrinkageRegularizationStrength,
        ["beta"] = Beta,
    };
}
