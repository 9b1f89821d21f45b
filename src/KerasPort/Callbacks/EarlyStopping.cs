using System.Globalization;

namespace KerasPort.Callbacks;

/// <summary>Ends training when a figure has stopped to get better. Keras: keras.callbacks.EarlyStopping.</summary>
public sealed class EarlyStopping : Callback
{
    private readonly MonitoredQuantity _quantity;
    private readonly double _minDelta;
    private double _best;
    private int _wait;
    private int _stoppedEpoch;
    private HostArray[]? _bestWeights;

    /// <summary>Makes the callback.</summary>
    /// <param name="monitor">The figure; default: "val_loss".</param>
    /// <param name="minDelta">How much better counts as better; default: 0.</param>
    /// <param name="patience">Epochs without a better figure after which training ends; default: 0.</param>
    /// <param name="verbose">1: says so; default: 0.</param>
    /// <param name="mode">"min", "max", or "auto" (default): "max" where the name contains "acc".</param>
    /// <param name="baseline">A figure that must be bettered; default: none.</param>
    /// <param name="restoreBestWeights">Whether the weights of the best epoch come back; default: those of the last stay.</param>
    /// <exception cref="ArgumentException">The mode is another.</exception>
    public EarlyStopping(string monitor = "val_loss", double minDelta = 0, int patience = 0, int verbose = 0, string mode = "auto", double? baseline = null, bool restoreBestWeights = false)
    {
        _quantity = new MonitoredQuantity(nameof(EarlyStopping), monitor, mode, "acc");
        _minDelta = _quantity.MoreIsBetter ? minDelta : -minDelta;
        (Patience, Verbose, Baseline, RestoreBestWeights) = (patience, verbose, baseline, restoreBestWeights);
    }

    /// <summary>Epochs without a better figure after which training ends.</summary>
    public int Patience { get; }

    /// <summary>Whether it says what it does.</summary>
    public int Verbose { get; }

    /// <summary>A figure that must be bettered.</summary>
    public double? Baseline { get; }

    /// <summary>Whether the weights of the best epoch come back.</summary>
    public bool RestoreBestWeights { get; }

    /// <summary>The epoch after which training was ended, from 0; 0 where it was not.</summary>
    public int StoppedEpoch => _stoppedEpoch;

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs)
    {
        (_wait, _stoppedEpoch, _bestWeights) = (0, 0, null);
        _best = Baseline ?? _quantity.Worst;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (!logs.TryGetValue(_quantity.Name, out var current))
        {
            Warnings.Write($"EarlyStopping watches '{_quantity.Name}', which is not there. Figures: {string.Join(", ", logs.Keys)}.");
            return;
        }
        if (_quantity.IsBetter(current - _minDelta, _best))
        {
            (_best, _wait) = (current, 0);
            if (RestoreBestWeights)
                _bestWeights = [.. Model.LayerWeights.Select(weight => weight.Read())];
            return;
        }
        if (++_wait < Patience)
            return;
        _stoppedEpoch = epoch;
        Model.StopTraining = true;
        if (!RestoreBestWeights || _bestWeights is null)
            return;
        if (Verbose > 0)
            Console.WriteLine("Restoring model weights from the end of the best epoch");
        foreach (var (weight, value) in Model.LayerWeights.Zip(_bestWeights))
            weight.Write(value);
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        if (_stoppedEpoch > 0 && Verbose > 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Epoch {_stoppedEpoch + 1:00000}: early stopping"));
    }
}
