using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Optimizers.Schedules;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers;

/// <summary>
/// Stochastic gradient descent with momentum: <c>v = momentum v - lr g; w += v</c> (nesterov: <c>w += momentum v - lr g</c>).
/// Keras: keras.optimizers.SGD.
/// </summary>
public sealed class SGD : Keras2Optimizer
{
    private Weight[] _moments = [];

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">The step's size; default: 0.01.</param>
    /// <param name="momentum">How much of the last step goes on, not negative; default: 0.</param>
    /// <param name="nesterov">Whether the momentum looks ahead; default: false.</param>
    /// <param name="decay">The learning rate in step t is <c>lr / (1 + decay t)</c>; default: 0.</param>
    /// <param name="clipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    public SGD(
        double learningRate = 0.01,
        double momentum = 0,
        bool nesterov = false,
        double decay = 0,
        double? clipNorm = null,
        double? clipValue = null)
        : this((LearningRateSource)learningRate, momentum, nesterov, decay, clipNorm, clipValue)
    {
    }

    /// <summary>Makes the optimizer with a learning rate that follows a schedule.</summary>
    /// <param name="learningRate">The schedule.</param>
    /// <param name="momentum">How much of the last step goes on, not negative; default: 0.</param>
    /// <param name="nesterov">Whether the momentum looks ahead; default: false.</param>
    /// <param name="decay">The learning rate in step t is <c>lr / (1 + decay t)</c>; default: 0.</param>
    /// <param name="clipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    public SGD(
        LearningRateSchedule learningRate,
        double momentum = 0,
        bool nesterov = false,
        double decay = 0,
        double? clipNorm = null,
        double? clipValue = null)
        : this((LearningRateSource)learningRate, momentum, nesterov, decay, clipNorm, clipValue)
    {
    }

    internal SGD(ConfigReader config)
        : this(
            config.LearningRate(0.01),
            config.Double("momentum", 0),
            config.Bool("nesterov", false),
            config.Double("decay", 0),
            config.DoubleOrNull("clipnorm"),
            config.DoubleOrNull("clipvalue"))
    {
    }

    private SGD(LearningRateSource learningRate, double momentum, bool nesterov, double decay, double? clipNorm, double? clipValue)
        : base(learningRate, decay, clipNorm, clipValue)
    {
        CheckNotNegative(momentum, nameof(momentum));
        (Momentum, Nesterov) = ((float)momentum, nesterov);
    }

    /// <summary>How much of the last step goes on.</summary>
    public double Momentum { get; }

    /// <summary>Whether the momentum looks ahead.</summary>
    public bool Nesterov { get; }

    private protected override IEnumerable<Weight> Keras3Slots => Momentum == 0 ? [] : Slots;

    /// <inheritdoc/>
    protected override void CreateSlots(IReadOnlyList<Weight> weights) => _moments = AddSlots("moment", weights);

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            if (FusedStep.Fits(weight))
            {
                FusedStep.Momentum(context, weight, _moments[i], learningRate, gradient, Momentum, Nesterov);
                continue;
            }
            var velocity = Momentum * context.Value(_moments[i]) - learningRate * gradient;
            context.Update(_moments[i], velocity);
            context.Update(weight, Nesterov
                ? context.Value(weight) + Momentum * velocity - learningRate * gradient
                : context.Value(weight) + velocity);
        }
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => Config(("momentum", Momentum), ("decay", null), ("nesterov", Nesterov));
}
