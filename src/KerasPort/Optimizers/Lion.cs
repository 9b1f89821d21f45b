using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Optimizers.Modern;
using KerasPort.Optimizers.Schedules;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers;

/// <summary>
/// Steps of equal size, by the sign of the momentum: <c>w -= lr sign(beta1 m + (1 - beta1) g); m = beta2 m + (1 - beta2) g</c>.
/// Keras: tf.keras.optimizers.Lion (2.12 and later).
/// </summary>
public sealed class Lion : ModernOptimizer
{
    private Weight[] _momentums = [];

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">The step's size; default: 0.001.</param>
    /// <param name="beta1">How much of the momentum counts in a step; default: 0.9.</param>
    /// <param name="beta2">How slowly the momentum forgets; default: 0.99.</param>
    /// <param name="weightDecay">How much of each weight is taken off at each step, times the learning rate; default: nothing.</param>
    /// <param name="clipNorm">The largest norm of each gradient; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    /// <param name="globalClipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="useEma">Whether averages of the weights are kept, which the weights become when training ends; default: false.</param>
    /// <param name="emaMomentum">How slowly the averages forget; default: 0.99.</param>
    /// <param name="emaOverwriteFrequency">After how many steps the weights become their averages; default: only in the end.</param>
    public Lion(
        double learningRate = 0.001,
        double beta1 = 0.9,
        double beta2 = 0.99,
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
            beta1, beta2)
    {
    }

    /// <summary>Makes the optimizer with a learning rate that follows a schedule.</summary>
    /// <param name="learningRate">The schedule.</param>
    /// <param name="beta1">How much of the momentum counts in a step; default: 0.9.</param>
    /// <param name="beta2">How slowly the momentum forgets; default: 0.99.</param>
    /// <param name="weightDecay">How much of each weight is taken off at each step, times the learning rate; default: nothing.</param>
    /// <param name="clipNorm">The largest norm of each gradient; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    /// <param name="globalClipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="useEma">Whether averages of the weights are kept, which the weights become when training ends; default: false.</param>
    /// <param name="emaMomentum">How slowly the averages forget; default: 0.99.</param>
    /// <param name="emaOverwriteFrequency">After how many steps the weights become their averages; default: only in the end.</param>
    public Lion(
        LearningRateSchedule learningRate,
        double beta1 = 0.9,
        double beta2 = 0.99,
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
            beta1, beta2)
    {
    }

    internal Lion(ConfigReader config)
        : this(config.LearningRate(0.001), ModernSettings.Read(config), config.Double("beta_1", 0.9), config.Double("beta_2", 0.99))
    {
    }

    private Lion(LearningRateSource learningRate, ModernSettings settings, double beta1, double beta2)
        : base(learningRate, settings)
    {
        (Beta1, Beta2) =
            (beta1, beta2);
    }

    /// <summary>How much of the momentum counts in a step.</summary>
    public double Beta1 { get; }

    /// <summary>How slowly the momentum forgets.</summary>
    public double Beta2 { get; }

    private protected override string KerasName => "Lion";

    private protected override void CreateState(IReadOnlyList<Weight> weights)
    {
        _momentums = AddSlots("m", weights);
    }

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            var momentum = context.Value(_momentums[i]);
            context.Update(weight, context.Value(weight) - learningRate * Ops.Sign(momentum * Beta1 + gradient * (1 - Beta1)));
            context.Update(_momentums[i], momentum * Beta2 + gradient * (1 - Beta2));
        }
    }

    private protected override JsonObject OwnConfig() => new()
    {
        ["beta_1"] = Beta1,
        ["beta_2"] = Beta2,
    };
}
