using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Schedules;

/// <summary>
/// Half cosines one after the other, each tMul times as long and beginning at mMul times the rate of the one before. Keras:
/// tf.keras.optimizers.schedules.CosineDecayRestarts.
/// </summary>
public sealed class CosineDecayRestarts : LearningRateSchedule
{
    /// <summary>Makes the schedule.</summary>
    /// <param name="initialLearningRate">The rate in step 0.</param>
    /// <param name="firstDecaySteps">The number of steps of the first fall.</param>
    /// <param name="tMul">How much longer each fall is than the one before; default: 2.</param>
    /// <param name="mMul">How much higher each fall begins than the one before; default: 1.</param>
    /// <param name="alpha">The share of the rate that is left at the end of a fall; default: 0.</param>
    /// <param name="name">A name for files; default: none.</param>
    public CosineDecayRestarts(double initialLearningRate, double firstDecaySteps, double tMul = 2, double mMul = 1, double alpha = 0, string? name = null) : base(name) =>
        (InitialLearningRate, FirstDecaySteps, TMul, MMul, Alpha) = (initialLearningRate, firstDecaySteps, tMul, mMul, alpha);

    internal CosineDecayRestarts(ConfigReader config) : this(
        config.Double("initial_learning_rate"),
        config.Double("first_decay_steps"),
        config.Double("t_mul", 2),
        config.Double("m_mul", 1),
        config.Double("alpha", 0),
        config.Name)
    {
    }

    /// <summary>The rate in step 0.</summary>
    public double InitialLearningRate { get; }

    /// <summary>The number of steps of the first fall.</summary>
    public double FirstDecaySteps { get; }

    /// <summary>How much longer each fall is than the one before.</summary>
    public double TMul { get; }

    /// <summary>How much higher each fall begins than the one before.</summary>
    public double MMul { get; }

    /// <summary>The share of the rate that is left at the end of a fall.</summary>
    public double Alpha { get; }

    /// <inheritdoc/>
    public override Output Call(Output step)
    {
        var done = step / FirstDecaySteps;
        Output restarts;
        if (TMul == 1)
        {
            restarts = Ops.Floor(done);
            done -= restarts;
        }
        else
        {
            // The falls' lengths are a geometric series: its sum solved for the number of falls that are over.
            restarts = Ops.Floor(Ops.Log(1 - done * (1 - TMul)) / (step.Constant(Math.Log(TMul))));
            var length = Ops.Power(step.Constant(TMul), restarts);
            var before = (1 - length) / (1 - TMul);
            done = (done - before) / length;
        }
        var height = Ops.Power(step.Constant(MMul), restarts);
        var cosine = 0.5 * height * (1 + Ops.Cos(Math.PI * done));
        return InitialLearningRate * ((1 - Alpha) * cosine + Alpha);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new()
    {
        ["initial_learning_rate"] = InitialLearningRate,
        ["first_decay_steps"] = ConfigWriter.Number(FirstDecaySteps),
        ["t_mul"] = TMul,
        ["m_mul"] = MMul,
        ["alpha"] = Alpha,
        ["name"] = Name,
    };
}
