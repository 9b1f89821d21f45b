namespace KerasPort.Callbacks;

/// <summary>A callback of functions. Keras: keras.callbacks.LambdaCallback.</summary>
public sealed class LambdaCallback : Callback
{
    private readonly Action<int, Logs>? _onEpochBegin;
    private readonly Action<int, Logs>? _onEpochEnd;
    private readonly Action<int, Logs>? _onBatchBegin;
    private readonly Action<int, Logs>? _onBatchEnd;
    private readonly Action<Logs>? _onTrainBegin;
    private readonly Action<Logs>? _onTrainEnd;

    /// <summary>Makes the callback; each function is optional.</summary>
    /// <param name="onEpochBegin">An epoch (from 0) begins.</param>
    /// <param name="onEpochEnd">An epoch ends; the logs hold its figures.</param>
    /// <param name="onBatchBegin">A training batch begins.</param>
    /// <param name="onBatchEnd">A training batch ends; the logs hold its figures.</param>
    /// <param name="onTrainBegin">Training begins.</param>
    /// <param name="onTrainEnd">Training ends.</param>
    public LambdaCallback(Action<int, Logs>? onEpochBegin = null, Action<int, Logs>? onEpochEnd = null, Action<int, Logs>? onBatchBegin = null, Action<int, Logs>? onBatchEnd = null, Action<Logs>? onTrainBegin = null, Action<Logs>? onTrainEnd = null)
    {
        (_onEpochBegin, _onEpochEnd, _onBatchBegin) = (onEpochBegin, onEpochEnd, onBatchBegin);
        (_onBatchEnd, _onTrainBegin, _onTrainEnd) = (onBatchEnd, onTrainBegin, onTrainEnd);
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, Logs logs) => _onEpochBegin?.Invoke(epoch, logs);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs) => _onEpochEnd?.Invoke(epoch, logs);

    /// <inheritdoc/>
    public override void OnTrainBatchBegin(int batch, Logs logs) => _onBatchBegin?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs) => _onBatchEnd?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs) => _onTrainBegin?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs) => _onTrainEnd?.Invoke(logs);
}
