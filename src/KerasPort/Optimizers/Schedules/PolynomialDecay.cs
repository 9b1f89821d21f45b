using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Schedules;

/// <summary>
/// <c>(initial - end) (1 - step / decaySteps)^power + end</c>, then the end. Keras: tf.keras.optimizers.schedules.PolynomialDecay.
/// </summary>
public sealed class PolynomialDecay : LearningRateSchedule
{
    /// <summary>Makes the schedule.</summary>
    /// <param name="initialLearningRate">The rate in step 0.</param>
    /// <param name="decaySteps">The number of steps until the end is reached.</param>
    /// <param name="endLearningRate">The rate at the end; default: 0.0001.</param>
    /// <param name="power">The curve's power; default: 1, a straight line.</param>
    /// <param name="cycle">Whether it begins again above the end each time that it was reached; default: false.</param>
    /// <param name="name">A name for files; default: none.</param>
    public PolynomialDecay(double initialLearningRate, double decaySteps, double endLearningRate = 0.0001, double power = 1, bool cycle = false, string? name = null) : base(name) =>
        (InitialLearningRate, DecaySteps, EndLearningRate, Power, Cycle) = (initialLearningRate, decaySteps, endLearningRate, power, cycle);

    internal PolynomialDecay(ConfigReader config) : this(
        config.Double("initial_learning_rate"),
        config.Double("decay_steps"),
        config.Double("end_learning_rate", 0.0001),
        config.Double("power", 1),
        config.Bool("cycle", false),
        config.Name)
    {
    }

    /// <summary>The rate in step 0.</summary>
    public double InitialLearningRate { get; }

    /// <summary>The number of steps until the end is reached.</summary>
    public double DecaySteps { get; }

    /// <summary>The rate at the end.</summary>
    public double EndLearningRate { get; }

    /// <summary>The curve's power.</summary>
    public double Power { get; }

    /// <summary>Whether it begins again above the end each time that it was reached.</summary>
    public bool Cycle { get; }

    /// <inheritdoc/>
    public override Output Call(Output step)
    {
        Output done;
        if (Cycle)
        {
            // Each cycle lasts longer: the steps so far, rounded up to whole periods, at least one.
            var periods = Ops.Maximum(Ops.Ceiling(step / DecaySteps), step.Constant(1));
            done = step / (DecaySteps * periods);
        }
        else
        {
            done = Ops.Minimum(step, step.Constant(DecaySteps)) / DecaySteps;
        }
        return (InitialLearningRate - EndLearningRate) * Ops.Power(1 - done, step.Constant(Power)) + EndLearningRate;
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new()
    {
        ["initial_learning_rate"] = InitialLearningRate,
        ["decay_steps"] = ConfigWriter.Number(DecaySteps),
        ["end_learning_rate"] = EndLearningRate,
        ["power"] = Power,
        ["cycle"] = Cycle,
        ["name"] = Name,
    };
}
