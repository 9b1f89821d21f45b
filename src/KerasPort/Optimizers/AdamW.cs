using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Optimizers.Modern;
using KerasPort.Optimizers.Schedules;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers;

/// <summary>
/// Adam with decoupled weight decay: <c>w -= lr weightDecay w</c>, then Adam's step.
/// Keras: tf.keras.optimizers.AdamW (2.11 and later).
/// </summary>
public sealed class AdamW : ModernOptimizer
{
    private readonly AdamFormula _formula;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">The step's size; default: 0.001.</param>
    /// <param name="weightDecay">How much of each weight is taken off at each step, times the learning rate; default: 0.004.</param>
    /// <param name="beta1">How slowly the mean forgets; default: 0.9.</param>
    /// <param name="beta2">How slowly the mean of squares forgets; default: 0.999.</param>
    /// <param name="epsilon">Added to the root; default: 1e-7.</param>
    /// <param name="amsgrad">Whether the largest mean of squares so far counts; default: false.</param>
    /// <param name="clipNorm">The largest norm of each gradient; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    /// <param name="globalClipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="useEma">Whether averages of the weights are kept, which the weights become when training ends; default: false.</param>
    /// <param name="emaMomentum">How slowly the averages forget; default: 0.99.</param>
    /// <param name="emaOverwriteFrequency">After how many steps the weights become their averages; default: only in the end.</param>
    public AdamW(
        double learningRate = 0.001,
        double? weightDecay = 0.004,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-07,
        bool amsgrad = false,
        double? clipNorm = null,
        double? clipValue = null,
        double? globalClipNorm = null,
        bool useEma = false,
        double emaMomentum = 0.99,
        int? emaOverwriteFrequency = null)
        : this(
            (LearningRateSource)learningRate,
            new ModernSettings { WeightDecay = weightDecay, ClipNorm = clipNorm, ClipValue = clipValue, GlobalClipNorm = globalClipNorm, UseEma = useEma, EmaMomentum = emaMomentum, EmaOverwriteFrequency = emaOverwriteFrequency },
            beta1, beta2, epsilon, amsgrad)
    {
    }

    /// <summary>Makes the optimizer with a learning rate that follows a schedule.</summary>
    /// <param name="learningRate">The schedule.</param>
    /// <param name="weightDecay">How much of each weight is taken off at each step, times the learning rate; default: 0.004.</param>
    /// <param name="beta1">How slowly the mean forgets; default: 0.9.</param>
    /// <param name="beta2">How slowly the mean of squares forgets; default: 0.999.</param>
    /// <param name="epsilon">Added to the root; default: 1e-7.</param>
    /// <param name="amsgrad">Whether the largest mean of squares so far counts; default: false.</param>
    /// <param name="clipNorm">The largest norm of each gradient; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    /// <param name="globalClipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="useEma">Whether averages of the weights are kept, which the weights become when training ends; default: false.</param>
    /// <param name="emaMomentum">How slowly the averages forget; default: 0.99.</param>
    /// <param name="emaOverwriteFrequency">After how many steps the weights become their averages; default: only in the end.</param>
    public AdamW(
        LearningRateSchedule learningRate,
        double? weightDecay = 0.004,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-07,
        bool amsgrad = false,
        double? clipNorm = null,
        double? clipValue = null,
        double? globalClipNorm = null,
        bool useEma = false,
        double emaMomentum = 0.99,
        int? emaOverwriteFrequency = null)
        : this(
            (LearningRateSource)learningRate,
            new ModernSettings { WeightDecay = weightDecay, ClipNorm = clipNorm, ClipValue = clipValue, GlobalClipNorm = globalClipNorm, UseEma = useEma, EmaMomentum = emaMomentum, EmaOverwriteFrequency = emaOverwriteFrequency },
            beta1, beta2, epsilon, amsgrad)
    {
    }

    internal AdamW(ConfigReader config)
        : this(config.LearningRate(0.001), ModernSettings.Read(config, 0.004), config.Double("beta_1", 0.9), config.Double("beta_2", 0.999), config.Double("epsilon", 1e-07), config.Bool("amsgrad", false))
    {
    }

    private AdamW(LearningRateSource learningRate, ModernSettings settings, double beta1, double beta2, double epsilon, bool amsgrad)
        : base(learningRate, settings)
    {
        _formula = new AdamFormula(beta1, beta2, epsilon, amsgrad);
    }

    /// <summary>How slowly the mean forgets.</summary>
    public double Beta1 => _formula.Beta1;

    /// <summary>How slowly the mean of squares forgets.</summary>
    public double Beta2 => _formula.Beta2;

    /// <summary>What is added to the root.</summary>
    public double Epsilon => _formula.Epsilon;

    /// <summary>Whether the largest mean of squares so far counts.</summary>
    public bool Amsgrad => _formula.Amsgrad;

    private protected override string KerasName => "AdamW";

    private protected override void CreateState(IReadOnlyList<Weight> weights) =>
        _formula.SetState(AddSlotPairs("m", "v", weights), _formula.Amsgrad ? AddSlots("vhat", weights) : []);

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context) =>
        _formula.Apply(gradients, learningRate, step, context);

    private protected override JsonObject OwnConfig() => _formula.ToConfig();
}
