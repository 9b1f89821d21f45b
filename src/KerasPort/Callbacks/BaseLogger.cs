namespace KerasPort.Callbacks;

/// <summary>
/// Averages the batches' figures over an epoch, weighted by size; stateful ones are averages already. Every Fit has one, first.
/// Keras: keras.callbacks.BaseLogger.
/// </summary>
public sealed class BaseLogger : Callback
{
    private readonly HashSet<string> _stateful;
    private readonly Dictionary<string, double> _totals = [];
    private double _seen;

    /// <summary>Makes the callback.</summary>
    /// <param name="statefulMetrics">The figures that are averages already.</param>
    public BaseLogger(IEnumerable<string>? statefulMetrics = null) => _stateful = [.. statefulMetrics ?? []];

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, Logs logs)
    {
        _seen = 0;
        _totals.Clear();
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        var size = logs.GetValueOrDefault("size");
        _seen += size;
        foreach (var (name, value) in logs)
            _totals[name] = _stateful.Contains(name) ? value : _totals.GetValueOrDefault(name) + value * size;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        foreach (var name in Parameters.Metrics)
            if (_totals.TryGetValue(name, out var total))
                logs[name] = _stateful.Contains(name) ? total : total / _seen;
    }
}
