using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Optimizers.Schedules;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers;

/// <summary>
/// Steps of the size of those before: <c>a = rho a + (1 - rho) g²; u = g sqrt(d + epsilon) / sqrt(a + epsilon); w -= lr u;
/// d = rho d + (1 - rho) u²</c>. Keras: keras.optimizers.Adadelta.
/// </summary>
public sealed class Adadelta : Keras2Optimizer
{
    private Weight[] _accumulators = [];
    private Weight[] _deltas = [];

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">The step's size; default: 1.</param>
    /// <param name="rho">How slowly the means forget; default: 0.95.</param>
    /// <param name="epsilon">Added under the roots; default: 1e-7.</param>
    /// <param name="decay">The learning rate in step t is <c>lr / (1 + decay t)</c>; default: 0.</param>
    /// <param name="clipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    public Adadelta(
        double learningRate = 1,
        double rho = 0.95,
        double epsilon = 1e-07,
        double decay = 0,
        double? clipNorm = null,
        double? clipValue = null)
        : this((LearningRateSource)learningRate, rho, epsilon, decay, clipNorm, clipValue)
    {
    }

    /// <summary>Makes the optimizer with a learning rate that follows a schedule.</summary>
    /// <param name="learningRate">The schedule.</param>
    /// <param name="rho">How slowly the means forget; default: 0.95.</param>
    /// <param name="epsilon">Added under the roots; default: 1e-7.</param>
    /// <param name="decay">The learning rate in step t is <c>lr / (1 + decay t)</c>; default: 0.</param>
    /// <param name="clipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    public Adadelta(
        LearningRateSchedule learningRate,
        double rho = 0.95,
        double epsilon = 1e-07,
        double decay = 0,
        double? clipNorm = null,
        double? clipValue = null)
        : this((LearningRateSource)learningRate, rho, epsilon, decay, clipNorm, clipValue)
    {
    }

    internal Adadelta(ConfigReader config)
        : this(
            config.LearningRate(1),
            config.Double("rho", 0.95),
            config.Double("epsilon", 1e-07),
            config.Double("decay", 0),
            config.DoubleOrNull("clipnorm"),
            config.DoubleOrNull("clipvalue"))
    {
    }

    private Adadelta(LearningRateSource learningRate, double rho, double epsilon, double decay, double? clipNorm, double? clipValue)
        : base(learningRate, decay, clipNorm, clipValue)
    {
        (Rho, Epsilon) = (rho, epsilon);
    }

    /// <summary>How slowly the means forget.</summary>
    public double Rho { get; }

    /// <summary>What is added under the roots.</summary>
    public double Epsilon { get; }

    private protected override IEnumerable<IReadOnlyList<Weight>> OtherLayouts =>
        // Keras before 2.3 did not save the counter.
        [Slots];

    private protected override IEnumerable<Weight> Keras3Slots => Interleave(_accumulators, _deltas);

    /// <inheritdoc/>
    protected override void CreateSlots(IReadOnlyList<Weight> weights)
    {
        _accumulators = AddSlots("accumulator", weights);
        _deltas = AddSlots("delta_accumulator", weights);
    }

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            if (FusedStep.Fits(weight))
            {
                FusedStep.Adadelta(context, weight, _accumulators[i], _deltas[i], learningRate, Rho, Epsilon, gradient);
                continue;
            }
            var accumulator = Rho * context.Value(_accumulators[i]) + (1 - Rho) * Ops.Square(gradient);
            context.Update(_accumulators[i], accumulator);
            var delta = context.Value(_deltas[i]);
            var update = gradient * Ops.Sqrt(delta + Epsilon) / Ops.Sqrt(accumulator + Epsilon);
            context.Update(weight, context.Value(weight) - learningRate * update);
            context.Update(_deltas[i], Rho * delta + (1 - Rho) * Ops.Square(update));
        }
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => Config(("rho", Rho), ("decay", null), ("epsilon", Epsilon));
}
