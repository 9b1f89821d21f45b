using System.Globalization;
using KerasPort.Saving;

namespace KerasPort.Callbacks;

/// <summary>Makes the learning rate smaller when a figure has stopped to get better. Keras: keras.callbacks.ReduceLROnPlateau.</summary>
public sealed class ReduceLROnPlateau : Callback
{
    private readonly MonitoredQuantity _quantity;
    private double _best;
    private int _wait;
    private int _cooling;

    /// <summary>Makes the callback.</summary>
    /// <param name="monitor">The figure; default: "val_loss".</param>
    /// <param name="factor">What the learning rate is multiplied by, below 1; default: 0.1.</param>
    /// <param name="patience">Epochs without a better figure after which it is; default: 10.</param>
    /// <param name="verbose">1: says so; default: 0.</param>
    /// <param name="mode">"min", "max", or "auto" (default): "max" where the name contains "acc".</param>
    /// <param name="minDelta">How much better counts as better; default: 1e-4.</param>
    /// <param name="cooldown">Epochs after a reduction in which none is counted; default: 0.</param>
    /// <param name="minLr">The least learning rate; default: 0.</param>
    /// <exception cref="ArgumentException">factor is not below 1, or the mode is another.</exception>
    public ReduceLROnPlateau(string monitor = "val_loss", double factor = 0.1, int patience = 10, int verbose = 0, string mode = "auto", double minDelta = 1e-4, int cooldown = 0, double minLr = 0)
    {
        if (factor >= 1)
            throw new ArgumentOutOfRangeException(nameof(factor), $"`ReduceLROnPlateau`: factor must be below 1. Received: factor={factor}.");
        _quantity = new MonitoredQuantity(nameof(ReduceLROnPlateau), monitor, mode, "acc");
        (Factor, Patience, Verbose, MinDelta, Cooldown, MinLr) = (factor, patience, verbose, minDelta, cooldown, minLr);
    }

    /// <summary>What the learning rate is multiplied by.</summary>
    public double Factor { get; }

    /// <summary>Epochs without a better figure after which it is.</summary>
    public int Patience { get; }

    /// <summary>Whether it says what it does.</summary>
    public int Verbose { get; }

    /// <summary>How much better counts as better.</summary>
    public double MinDelta { get; }

    /// <summary>Epochs after a reduction in which none is counted.</summary>
    public int Cooldown { get; }

    /// <summary>The least learning rate.</summary>
    public double MinLr { get; }

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs) => (_best, _wait, _cooling) = (_quantity.Worst, 0, 0);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        logs["lr"] = Model.Optimizer.LearningRate;
        if (!logs.TryGetValue(_quantity.Name, out var current))
        {
            Warnings.Write($"ReduceLROnPlateau watches '{_quantity.Name}', which is not there. Figures: {string.Join(", ", logs.Keys)}.");
            return;
        }
        if (_cooling > 0)
            (_cooling, _wait) = (_cooling - 1, 0);
        if (_quantity.IsBetter(current, _quantity.MoreIsBetter ? _best + MinDelta : _best - MinDelta))
            (_best, _wait) = (current, 0);
        else if (_cooling <= 0 && ++_wait >= Patience)
            Reduce(epoch);
    }

    private void Reduce(int epoch)
    {
        var old = Model.Optimizer.LearningRate;
        if (old <= MinLr)
            return;
        var reduced = Math.Max(old * Factor, MinLr);
        Model.Optimizer.LearningRate = reduced;
        if (Verbose > 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nEpoch {epoch + 1:00000}: ReduceLROnPlateau reducing learning rate to {PythonJson.Repr(reduced)}."));
        (_cooling, _wait) = (Cooldown, 0);
    }
}
