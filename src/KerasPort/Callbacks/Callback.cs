using KerasPort.Models;

namespace KerasPort.Callbacks;

/// <summary>What is told of a run's progress and may steer it. Keras: keras.callbacks.Callback.</summary>
public abstract class Callback
{
    /// <summary>The model that runs.</summary>
    public Model Model { get; internal set; } = null!;

    /// <summary>What the run was asked to do.</summary>
    public CallbackParameters Parameters { get; internal set; } = new();

    /// <summary>Training begins.</summary>
    public virtual void OnTrainBegin(Logs logs)
    {
    }

    /// <summary>Training ends.</summary>
    public virtual void OnTrainEnd(Logs logs)
    {
    }

    /// <summary>An epoch begins; the first has the number 0.</summary>
    public virtual void OnEpochBegin(int epoch, Logs logs)
    {
    }

    /// <summary>An epoch ends; the logs hold its figures, those of the validation with "val_".</summary>
    public virtual void OnEpochEnd(int epoch, Logs logs)
    {
    }

    /// <summary>A training batch begins; the logs hold its number and, where known, size.</summary>
    public virtual void OnTrainBatchBegin(int batch, Logs logs)
    {
    }

    /// <summary>A training batch ends; the logs hold its figures.</summary>
    public virtual void OnTrainBatchEnd(int batch, Logs logs)
    {
    }

    /// <summary>An evaluation begins, a validation too.</summary>
    public virtual void OnTestBegin(Logs logs)
    {
    }

    /// <summary>An evaluation ends.</summary>
    public virtual void OnTestEnd(Logs logs)
    {
    }

    /// <summary>A batch of an evaluation begins.</summary>
    public virtual void OnTestBatchBegin(int batch, Logs logs)
    {
    }

    /// <summary>A batch of an evaluation ends.</summary>
    public virtual void OnTestBatchEnd(int batch, Logs logs)
    {
    }

    /// <summary>A prediction begins.</summary>
    public virtual void OnPredictBegin(Logs logs)
    {
    }

    /// <summary>A prediction ends.</summary>
    public virtual void OnPredictEnd(Logs logs)
    {
    }

    /// <summary>A batch of a prediction begins.</summary>
    public virtual void OnPredictBatchBegin(int batch, Logs logs)
    {
    }

    /// <summary>A batch of a prediction ends.</summary>
    public virtual void OnPredictBatchEnd(int batch, Logs logs)
    {
    }
}
