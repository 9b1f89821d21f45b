using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Schedules;

/// <summary>
/// A rise in a straight line, if wanted, then half a cosine from the start's rate down to alpha times of it. Keras:
/// tf.keras.optimizers.schedules.CosineDecay.
/// </summary>
public sealed class CosineDecay : LearningRateSchedule
{
    /// <summary>Makes the schedule.</summary>
    /// <param name="initialLearningRate">The rate in step 0.</param>
    /// <param name="decaySteps">The number of steps of the fall.</param>
    /// <param name="alpha">The share of the rate that is left at the end; default: 0.</param>
    /// <param name="name">A name for files; default: none.</param>
    /// <param name="warmupTarget">The rate to which it rises first; default: it does not rise.</param>
    /// <param name="warmupSteps">The number of steps of the rise; default: 0.</param>
    public CosineDecay(double initialLearningRate, double decaySteps, double alpha = 0, string? name = null, double? warmupTarget = null, double warmupSteps = 0) : base(name) =>
        (InitialLearningRate, DecaySteps, Alpha, WarmupTarget, WarmupSteps) = (initialLearningRate, decaySteps, alpha, warmupTarget, warmupSteps);

    internal CosineDecay(ConfigReader config) : this(
        config.Double("initial_learning_rate"),
        config.Double("decay_steps"),
        config.Double("alpha", 0),
        config.Name,
        config.DoubleOrNull("warmup_target"),
        config.Double("warmup_steps", 0))
    {
    }

    /// <summary>The rate in step 0.</summary>
    public double InitialLearningRate { get; }

    /// <summary>The number of steps of the fall.</summary>
    public double DecaySteps { get; }

    /// <summary>The share of the rate that is left at the end.</summary>
    public double Alpha { get; }

    /// <summary>The rate to which it rises first.</summary>
    public double? WarmupTarget { get; }

    /// <summary>The number of steps of the rise.</summary>
    public double WarmupSteps { get; }

    /// <inheritdoc/>
    public override Output Call(Output step)
    {
        if (WarmupTarget is not { } target)
            return Fall(Ops.Minimum(step, step.Constant(DecaySteps)), InitialLearningRate);
        var all = Ops.Minimum(step, step.Constant(WarmupSteps + DecaySteps));
        var fall = Fall(all - WarmupSteps, target);
        if (!(WarmupSteps > 0))
            return fall;
        var rise = (target - InitialLearningRate) * (all / WarmupSteps) + InitialLearningRate;
        return Ops.Select(Ops.Less(all, all.Constant(WarmupSteps)), rise, fall);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new()
    {
        ["initial_learning_rate"] = InitialLearningRate,
        ["decay_steps"] = ConfigWriter.Number(DecaySteps),
        ["alpha"] = Alpha,
        ["name"] = Name,
        ["warmup_target"] = WarmupTarget,
        ["warmup_steps"] = ConfigWriter.Number(WarmupSteps),
    };

    private Output Fall(Output step, double from)
    {
        var cosine = 0.5 * (1 + Ops.Cos(Math.PI * (step / DecaySteps)));
        return from * ((1 - Alpha) * cosine + Alpha);
    }
}
