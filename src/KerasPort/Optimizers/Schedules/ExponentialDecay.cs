using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Schedules;

/// <summary>
/// <c>initial decayRate^(step / decaySteps)</c>. Keras: tf.keras.optimizers.schedules.ExponentialDecay.
/// </summary>
public sealed class ExponentialDecay : LearningRateSchedule
{
    /// <summary>Makes the schedule.</summary>
    /// <param name="initialLearningRate">The rate in step 0.</param>
    /// <param name="decaySteps">The number of steps after which the rate is multiplied once.</param>
    /// <param name="decayRate">The factor.</param>
    /// <param name="staircase">Whether the rate changes only every decaySteps steps; default: false.</param>
    /// <param name="name">A name for files; default: none.</param>
    public ExponentialDecay(double initialLearningRate, double decaySteps, double decayRate, bool staircase = false, string? name = null) : base(name) =>
        (InitialLearningRate, DecaySteps, DecayRate, Staircase) = (initialLearningRate, decaySteps, decayRate, staircase);

    internal ExponentialDecay(ConfigReader config) : this(
        config.Double("initial_learning_rate"), config.Double("decay_steps"), config.Double("decay_rate"), config.Bool("staircase", false), config.Name)
    {
    }

    /// <summary>The rate in step 0.</summary>
    public double InitialLearningRate { get; }

    /// <summary>The number of steps after which the rate is multiplied once.</summary>
    public double DecaySteps { get; }

    /// <summary>The factor.</summary>
    public double DecayRate { get; }

    /// <summary>Whether the rate changes only every <see cref="DecaySteps"/> steps.</summary>
    public bool Staircase { get; }

    /// <inheritdoc/>
    public override Output Call(Output step)
    {
        var periods = step / DecaySteps;
        if (Staircase)
            periods = Ops.Floor(periods);
        return InitialLearningRate * Ops.Power(step.Constant(DecayRate), periods);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new()
    {
        ["initial_learning_rate"] = InitialLearningRate,
        ["decay_steps"] = ConfigWriter.Number(DecaySteps),
        ["decay_rate"] = DecayRate,
        ["staircase"] = Staircase,
        ["name"] = Name,
    };
}
