using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Optimizers.Schedules;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers;

/// <summary>
/// Adam with Nesterov's momentum, which is let in slowly: in step t it is <c>beta1 (1 - 0.96^(scheduleDecay t) / 2)</c>.
/// Keras: keras.optimizers.Nadam.
/// </summary>
public sealed class Nadam : Keras2Optimizer
{
    private Weight _schedule = null!;
    private Weight[] _means = [];
    private Weight[] _squares = [];

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">The step's size; default: 0.002.</param>
    /// <param name="beta1">How slowly the mean forgets; default: 0.9.</param>
    /// <param name="beta2">How slowly the mean of squares forgets; default: 0.999.</param>
    /// <param name="epsilon">Added to the root; default: 1e-7.</param>
    /// <param name="scheduleDecay">How fast the momentum is let in; default: 0.004.</param>
    /// <param name="clipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    public Nadam(
        double learningRate = 0.002,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-07,
        double scheduleDecay = 0.004,
        double? clipNorm = null,
        double? clipValue = null)
        : this((LearningRateSource)learningRate, beta1, beta2, epsilon, scheduleDecay, clipNorm, clipValue)
    {
    }

    /// <summary>Makes the optimizer with a learning rate that follows a schedule.</summary>
    /// <param name="learningRate">The schedule.</param>
    /// <param name="beta1">How slowly the mean forgets; default: 0.9.</param>
    /// <param name="beta2">How slowly the mean of squares forgets; default: 0.999.</param>
    /// <param name="epsilon">Added to the root; default: 1e-7.</param>
    /// <param name="scheduleDecay">How fast the momentum is let in; default: 0.004.</param>
    /// <param name="clipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    public Nadam(
        LearningRateSchedule learningRate,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-07,
        double scheduleDecay = 0.004,
        double? clipNorm = null,
        double? clipValue = null)
        : this((LearningRateSource)learningRate, beta1, beta2, epsilon, scheduleDecay, clipNorm, clipValue)
    {
    }

    internal Nadam(ConfigReader config)
        : this(
            config.LearningRate(0.002),
            config.Double("beta_1", 0.9),
            config.Double("beta_2", 0.999),
            config.Double("epsilon", 1e-07),
            config.Double("schedule_decay", 0.004),
            config.DoubleOrNull("clipnorm"),
            config.DoubleOrNull("clipvalue"))
    {
    }

    private Nadam(LearningRateSource learningRate, double beta1, double beta2, double epsilon, double scheduleDecay, double? clipNorm, double? clipValue)
        : base(learningRate, 0, clipNorm, clipValue)
    {
        (Beta1, Beta2, Epsilon, ScheduleDecay) = ((float)beta1, (float)beta2, epsilon, scheduleDecay);
    }

    /// <summary>How slowly the mean forgets.</summary>
    public double Beta1 { get; }

    /// <summary>How slowly the mean of squares forgets.</summary>
    public double Beta2 { get; }

    /// <summary>What is added to the root.</summary>
    public double Epsilon { get; }

    /// <summary>How fast the momentum is let in.</summary>
    public double ScheduleDecay { get; }

    private protected override IEnumerable<IReadOnlyList<Weight>> OtherLayouts =>
        // Keras before 2.3 did not save the product of all momentums, which begins at 1.
        [[Iterations, .. _means, .. _squares]];

    private protected override IEnumerable<Weight> Keras3Slots => Interleave(_means, _squares).Append(_schedule);

    /// <inheritdoc/>
    protected override void CreateSlots(IReadOnlyList<Weight> weights)
    {
        _schedule = AddSlot($"{ClassName}/m_schedule", Shape.Scalar, 1);
        _means = AddSlots("m", weights);
        _squares = AddSlots("v", weights);
    }

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        var t = step + 1;
        var momentum = MomentumAt(t);
        var nextMomentum = MomentumAt(t + 1);
        var product = context.Value(_schedule) * momentum;
        context.Update(_schedule, product);
        var nextProduct = product * nextMomentum;
        var correction = 1 - Ops.Power(t.Constant(Beta2), t);
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            var mean = Beta1 * context.Value(_means[i]) + (1 - (float)Beta1) * gradient;
            var square = Beta2 * context.Value(_squares[i]) + (1 - (float)Beta2) * Ops.Square(gradient);
            context.Update(_means[i], mean);
            context.Update(_squares[i], square);
            var ahead = (1 - momentum) * (gradient / (1 - product)) + nextMomentum * (mean / (1 - nextProduct));
            context.Update(weight, context.Value(weight) - learningRate * ahead / (Ops.Sqrt(square / correction) + Epsilon));
        }

        Output MomentumAt(Output time) => Beta1 * (1 - 0.5 * Ops.Power(time.Constant(0.96), time * ScheduleDecay));
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => Config(("beta_1", Beta1), ("beta_2", Beta2), ("epsilon", Epsilon), ("schedule_decay", ScheduleDecay));
}
