using KerasPort.Models;

namespace KerasPort.Callbacks;

/// <summary>Tells several callbacks, in order. Keras: keras.callbacks.CallbackList.</summary>
internal sealed class CallbackList
{
    private readonly IReadOnlyList<Callback> _callbacks;

    public CallbackList(IReadOnlyList<Callback> callbacks, Model model, CallbackParameters parameters)
    {
        _callbacks = callbacks;
        foreach (var callback in callbacks)
            callback.Model = model;
        SetParameters(parameters);
    }

    /// <summary>Tells what the run is asked to do: again, where the number of steps may have changed.</summary>
    public void SetParameters(CallbackParameters parameters) => Each(callback => callback.Parameters = parameters);

    public void OnTrainBegin() => Each(callback => callback.OnTrainBegin([]));

    public void OnTrainEnd() => Each(callback => callback.OnTrainEnd([]));

    public void OnEpochBegin(int epoch, Logs logs) => Each(callback => callback.OnEpochBegin(epoch, logs));

    public void OnEpochEnd(int epoch, Logs logs) => Each(callback => callback.OnEpochEnd(epoch, logs));

    public void OnTrainBatchBegin(int batch, Logs logs) => Each(callback => callback.OnTrainBatchBegin(batch, logs));

    public void OnTrainBatchEnd(int batch, Logs logs) => Each(callback => callback.OnTrainBatchEnd(batch, logs));

    public void OnTestBegin() => Each(callback => callback.OnTestBegin([]));

    public void OnTestEnd() => Each(callback => callback.OnTestEnd([]));

    public void OnTestBatchBegin(int batch, Logs logs) => Each(callback => callback.OnTestBatchBegin(batch, logs));

    public void OnTestBatchEnd(int batch, Logs logs) => Each(callback => callback.OnTestBatchEnd(batch, logs));

    public void OnPredictBegin() => Each(callback => callback.OnPredictBegin([]));

    public void OnPredictEnd() => Each(callback => callback.OnPredictEnd([]));

    public void OnPredictBatchBegin(int batch, Logs logs) => Each(callback => callback.OnPredictBatchBegin(batch, logs));

    public void OnPredictBatchEnd(int batch, Logs logs) => Each(callback => callback.OnPredictBatchEnd(batch, logs));

    private void Each(Action<Callback> tell)
    {
        foreach (var callback in _callbacks)
            tell(callback);
    }
}
