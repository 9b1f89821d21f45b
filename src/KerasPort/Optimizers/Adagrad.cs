using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Optimizers.Schedules;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers;

/// <summary>
/// Steps divided by the root of all squares so far: <c>a += g²; w -= lr g / (sqrt(a) + epsilon)</c>.
/// Keras: keras.optimizers.Adagrad.
/// </summary>
public sealed class Adagrad : Keras2Optimizer
{
    private Weight[] _accumulators = [];

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">The step's size; default: 0.01.</param>
    /// <param name="epsilon">Added to the root; default: 1e-7.</param>
    /// <param name="decay">The learning rate in step t is <c>lr / (1 + decay t)</c>; default: 0.</param>
    /// <param name="clipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    public Adagrad(double learningRate = 0.01, double epsilon = 1e-07, double decay = 0, double? clipNorm = null, double? clipValue = null)
        : this((LearningRateSource)learningRate, epsilon, decay, clipNorm, clipValue)
    {
    }

    /// <summary>Makes the optimizer with a learning rate that follows a schedule.</summary>
    /// <param name="learningRate">The schedule.</param>
    /// <param name="epsilon">Added to the root; default: 1e-7.</param>
    /// <param name="decay">The learning rate in step t is <c>lr / (1 + decay t)</c>; default: 0.</param>
    /// <param name="clipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    public Adagrad(
        LearningRateSchedule learningRate,
        double epsilon = 1e-07,
        double decay = 0,
        double? clipNorm = null,
        double? clipValue = null)
        : this((LearningRateSource)learningRate, epsilon, decay, clipNorm, clipValue)
    {
    }

    internal Adagrad(ConfigReader config)
        : this(
            config.LearningRate(0.01),
            config.Double("epsilon", 1e-07),
            config.Double("decay", 0),
            config.DoubleOrNull("clipnorm"),
            config.DoubleOrNull("clipvalue"))
    {
    }

    private Adagrad(LearningRateSource learningRate, double epsilon, double decay, double? clipNorm, double? clipValue)
        : base(learningRate, decay, clipNorm, clipValue)
    {
        Epsilon = epsilon;
    }

    /// <summary>What is added to the root.</summary>
    public double Epsilon { get; }

    private protected override IEnumerable<IReadOnlyList<Weight>> OtherLayouts =>
        // Keras before 2.3 did not save the counter.
        [Slots];

    /// <inheritdoc/>
    protected override void CreateSlots(IReadOnlyList<Weight> weights) => _accumulators = AddSlots("accumulator", weights);

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            if (FusedStep.Fits(weight))
            {
                FusedStep.Adagrad(context, weight, _accumulators[i], learningRate, Epsilon, gradient);
                continue;
            }
            var accumulator = context.Value(_accumulators[i]) + Ops.Square(gradient);
            context.Update(_accumulators[i], accumulator);
            context.Update(weight, context.Value(weight) - learningRate * gradient / (Ops.Sqrt(accumulator) + Epsilon));
        }
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => Config(("decay", null), ("epsilon", Epsilon));
}
