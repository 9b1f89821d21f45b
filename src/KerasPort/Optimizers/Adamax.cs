using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Optimizers.Schedules;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers;

/// <summary>
/// Adam with the largest gradient in place of the root mean square: <c>m = beta1 m + (1 - beta1) g; u = max(beta2 u, |g|);
/// w -= lr / (1 - beta1^t) m / (u + epsilon)</c>, t counted from 1. Keras: keras.optimizers.Adamax.
/// </summary>
public sealed class Adamax : Keras2Optimizer
{
    private Weight[] _means = [];
    private Weight[] _largest = [];

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">The step's size; default: 0.002.</param>
    /// <param name="beta1">How slowly the mean forgets; default: 0.9.</param>
    /// <param name="beta2">How slowly the largest gradient is forgotten; default: 0.999.</param>
    /// <param name="epsilon">Added to the largest gradient; default: 1e-7.</param>
    /// <param name="decay">The learning rate in step t is <c>lr / (1 + decay t)</c>; default: 0.</param>
    /// <param name="clipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    public Adamax(
        double learningRate = 0.002,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-07,
        double decay = 0,
        double? clipNorm = null,
        double? clipValue = null)
        : this((LearningRateSource)learningRate, beta1, beta2, epsilon, decay, clipNorm, clipValue)
    {
    }

    /// <summary>Makes the optimizer with a learning rate that follows a schedule.</summary>
    /// <param name="learningRate">The schedule.</param>
    /// <param name="beta1">How slowly the mean forgets; default: 0.9.</param>
    /// <param name="beta2">How slowly the largest gradient is forgotten; default: 0.999.</param>
    /// <param name="epsilon">Added to the largest gradient; default: 1e-7.</param>
    /// <param name="decay">The learning rate in step t is <c>lr / (1 + decay t)</c>; default: 0.</param>
    /// <param name="clipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    public Adamax(
        LearningRateSchedule learningRate,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-07,
        double decay = 0,
        double? clipNorm = null,
        double? clipValue = null)
        : this((LearningRateSource)learningRate, beta1, beta2, epsilon, decay, clipNorm, clipValue)
    {
    }

    internal Adamax(ConfigReader config)
        : this(
            config.LearningRate(0.002),
            config.Double("beta_1", 0.9),
            config.Double("beta_2", 0.999),
            config.Double("epsilon", 1e-07),
            config.Double("decay", 0),
            config.DoubleOrNull("clipnorm"),
            config.DoubleOrNull("clipvalue"))
    {
    }

    private Adamax(LearningRateSource learningRate, double beta1, double beta2, double epsilon, double decay, double? clipNorm, double? clipValue)
        : base(learningRate, decay, clipNorm, clipValue)
    {
        (Beta1, Beta2, Epsilon) = ((float)beta1, (float)beta2, epsilon);
    }

    /// <summary>How slowly the mean forgets.</summary>
    public double Beta1 { get; }

    /// <summary>How slowly the largest gradient is forgotten.</summary>
    public double Beta2 { get; }

    /// <summary>What is added to the largest gradient.</summary>
    public double Epsilon { get; }

    private protected override IEnumerable<Weight> Keras3Slots => Interleave(_means, _largest);

    /// <inheritdoc/>
    protected override void CreateSlots(IReadOnlyList<Weight> weights)
    {
        _means = AddSlots("m", weights);
        _largest = AddSlots("u", weights);
    }

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        var t = step + 1;
        var power = Ops.Power(t.Constant(Beta1), t);
        var rate = learningRate / (1 - power);
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            if (FusedStep.Fits(weight))
            {
                FusedStep.Adamax(context, weight, _means[i], _largest[i], power, learningRate, (Beta1, Beta2), Epsilon, gradient);
                continue;
            }
            var mean = Beta1 * context.Value(_means[i]) + (1 - (float)Beta1) * gradient;
            var largest = Ops.Maximum(Beta2 * context.Value(_largest[i]), Ops.Abs(gradient));
            context.Update(_means[i], mean);
            context.Update(_largest[i], largest);
            context.Update(weight, context.Value(weight) - rate * mean / (largest + Epsilon));
        }
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => Config(("beta_1", Beta1), ("beta_2", Beta2), ("decay", null), ("epsilon", Epsilon));
}
