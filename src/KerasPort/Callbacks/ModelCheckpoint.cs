using System.Globalization;

namespace KerasPort.Callbacks;

/// <summary>Saves the model after epochs. Keras: keras.callbacks.ModelCheckpoint.</summary>
/// <example><c>new ModelCheckpoint("weights.{epoch:02d}-{val_loss:.2f}.hdf5")</c></example>
public sealed class ModelCheckpoint : Callback
{
    private readonly MonitoredQuantity _quantity;
    private double _best;
    private int _epochsSinceSave;

    /// <summary>Makes the callback.</summary>
    /// <param name="filepath">The file; {epoch} (from 1) and the figures' names are filled in, in Python's formats.</param>
    /// <param name="monitor">The figure that tells the best; default: "val_loss".</param>
    /// <param name="verbose">1: says so; default: 0.</param>
    /// <param name="saveBestOnly">Whether only a better model is saved; default: every one.</param>
    /// <param name="saveWeightsOnly">Whether the weights alone are saved; default: the whole model.</param>
    /// <param name="mode">"min", "max", or "auto" (default): "max" where the name contains "acc" or begins with "fmeasure".</param>
    /// <param name="period">Epochs between saves; default: 1.</param>
    /// <exception cref="ArgumentException">The mode is another, or the path's format can't be read.</exception>
    public ModelCheckpoint(string filepath, string monitor = "val_loss", int verbose = 0, bool saveBestOnly = false, bool saveWeightsOnly = false, string mode = "auto", int period = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(filepath);
        _quantity = new MonitoredQuantity(nameof(ModelCheckpoint), monitor, mode, "acc", "^fmeasure");
        (Filepath, Verbose, SaveBestOnly, SaveWeightsOnly, Period) = (filepath, verbose, saveBestOnly, saveWeightsOnly, period);
        _best = _quantity.Worst;
    }

    /// <summary>The file's pattern.</summary>
    public string Filepath { get; }

    /// <summary>Whether it says what it does.</summary>
    public int Verbose { get; }

    /// <summary>Whether only a better model is saved.</summary>
    public bool SaveBestOnly { get; }

    /// <summary>Whether the weights alone are saved.</summary>
    public bool SaveWeightsOnly { get; }

    /// <summary>Epochs between saves.</summary>
    public int Period { get; }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (++_epochsSinceSave < Period)
            return;
        _epochsSinceSave = 0;
        var path = PythonFormat.Fill(Filepath, name => name == "epoch" ? (object)(epoch + 1) : logs.TryGetValue(name, out var value) ? value
            : throw new KeyNotFoundException($"`ModelCheckpoint`: the path '{Filepath}' names a figure that is not there. Figures: epoch, {string.Join(", ", logs.Keys)}. Received: '{name}'."));
        if (!SaveBestOnly)
        {
            Say(epoch, $"saving model to {path}");
            Save(path);
            return;
        }
        if (!logs.TryGetValue(_quantity.Name, out var current))
        {
            Warnings.Write($"ModelCheckpoint can save the best model only where '{_quantity.Name}' is there: skipped. Figures: {string.Join(", ", logs.Keys)}.");
            return;
        }
        if (!_quantity.IsBetter(current, _best))
        {
            Say(epoch, $"{_quantity.Name} did not improve from {Five(_best)}");
            return;
        }
        Say(epoch, $"{_quantity.Name} improved from {Five(_best)} to {Five(current)}, saving model to {path}");
        _best = current;
        Save(path);
    }

    private void Save(string path)
    {
        if (SaveWeightsOnly)
            Model.SaveWeights(path);
        else
            Model.Save(path);
    }

    private void Say(int epoch, string what)
    {
        if (Verbose > 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nEpoch {epoch + 1:00000}: {what}"));
    }

    private static string Five(double value) => double.IsFinite(value) ? value.ToString("F5", CultureInfo.InvariantCulture) : value > 0 ? "inf" : "-inf";
}
