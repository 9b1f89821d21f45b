namespace KerasPort.Callbacks;

/// <summary>The figures of every epoch; Fit returns it. Keras: keras.callbacks.History.</summary>
public sealed class History : Callback
{
    private readonly Dictionary<string, List<double>> _figures = new(StringComparer.Ordinal);
    private readonly List<int> _epochs = [];

    /// <summary>The numbers of the epochs, from 0.</summary>
    public IReadOnlyList<int> Epoch => _epochs;

    /// <summary>One list a figure, by Keras' name: "loss", "accuracy", "val_loss".</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Figures =>
        _figures.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<double>)pair.Value);

    /// <summary>The values of one figure: Python's <c>history.history["loss"]</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists the names.</exception>
    public IReadOnlyList<double> this[string name] => _figures.TryGetValue(name, out var values)
        ? values
        : throw new KeyNotFoundException($"`History`: there is no figure of this name. Figures: {string.Join(", ", _figures.Keys)}. Received: '{name}'.");

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs)
    {
        _epochs.Clear();
        _figures.Clear();
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        _epochs.Add(epoch);
        foreach (var (name, value) in logs)
        {
            if (!_figures.TryGetValue(name, out var values))
                _figures[name] = values = [];
            values.Add(value);
        }
    }
}
