using System.Globalization;
using KerasPort.Saving;

namespace KerasPort.Callbacks;

/// <summary>Sets the learning rate before each epoch. Keras: keras.callbacks.LearningRateScheduler.</summary>
public sealed class LearningRateScheduler : Callback
{
    private readonly Func<int, double, double> _schedule;

    /// <summary>Makes the callback.</summary>
    /// <param name="schedule">From the epoch (from 0) and the rate now to the new rate.</param>
    /// <param name="verbose">1: says so; default: 0.</param>
    public LearningRateScheduler(Func<int, double, double> schedule, int verbose = 0)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        (_schedule, Verbose) = (schedule, verbose);
    }

    /// <summary>Makes the callback.</summary>
    /// <param name="schedule">From the epoch (from 0) to the rate.</param>
    /// <param name="verbose">1: says so; default: 0.</param>
    public LearningRateScheduler(Func<int, double> schedule, int verbose = 0)
        : this(schedule is null ? throw new ArgumentNullException(nameof(schedule)) : (epoch, _) => schedule(epoch), verbose)
    {
    }

    /// <summary>Whether it says what it does.</summary>
    public int Verbose { get; }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, Logs logs)
    {
        var rate = _schedule(epoch, Model.Optimizer.LearningRate);
        Model.Optimizer.LearningRate = rate;
        if (Verbose > 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nEpoch {epoch + 1:00000}: LearningRateScheduler setting learning rate to {PythonJson.Repr(rate)}."));
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        logs["lr"] = Model.Optimizer.LearningRate;
    }
}
