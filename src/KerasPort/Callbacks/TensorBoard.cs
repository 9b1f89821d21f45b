using KerasPort.Callbacks.EventFiles;

namespace KerasPort.Callbacks;

/// <summary>
/// Writes figures and the graph of the training step where TensorBoard shows them: <c>tensorboard --logdir logs</c>. Training's lie
/// in the folder train, validation's in the folder validation, under the names epoch_loss and, for batches, batch_loss. Keras:
/// tf.keras.callbacks.TensorBoard.
/// </summary>
public sealed class TensorBoard : Callback
{
    private EventFile? _train;
    private EventFile? _validation;
    private long _step;

    /// <summary>Makes the callback.</summary>
    /// <param name="logDir">The folder; default: "./logs". Each run adds files of its own.</param>
    /// <param name="writeGraph">Whether the training step's graph is written; default: true.</param>
    /// <param name="updateFreq">"epoch" (default); "batch" or a number n write every (n-th) batch's figures as well.</param>
    /// <exception cref="ArgumentException">The folder or updateFreq is empty or unknown.</exception>
    public TensorBoard(string logDir = "./logs", bool writeGraph = true, UpdateFrequency? updateFreq = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(logDir);
        (LogDir, WriteGraph, UpdateFreq) = (logDir, writeGraph, updateFreq ?? "epoch");
    }

    /// <summary>The folder.</summary>
    public string LogDir { get; }

    /// <summary>Whether the training step's graph is written.</summary>
    public bool WriteGraph { get; }

    /// <summary>When figures are written.</summary>
    public UpdateFrequency UpdateFreq { get; }

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs)
    {
        _train = new EventFile(Path.Combine(LogDir, "train"));
        _validation = null;
        _step = ((long[])Model.Optimizer.Iterations.Read().Data)[0];
        // A folder that can't be written to is told before training, not after its first epoch.
        _train.Flush();
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        _step++;
        if (UpdateFreq.Batches == 0 || batch % UpdateFreq.Batches != 0)
            return;
        foreach (var name in Model.MetricsNames)
            if (logs.TryGetValue(name, out var value))
                _train?.AddScalar("batch_" + name, value, _step);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (WriteGraph && Model.Trainer.TakeTrainingGraph() is { } graph)
            _train?.AddGraph(graph);
        foreach (var (name, value) in logs)
        {
            if (!name.StartsWith("val_", StringComparison.Ordinal))
                _train?.AddScalar("epoch_" + name, value, epoch);
            else
                (_validation ??= new EventFile(Path.Combine(LogDir, "validation"))).AddScalar("epoch_" + name["val_".Length..], value, epoch);
        }
        Flush();
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        Flush();
        (_train, _validation) = (null, null);
    }

    private void Flush()
    {
        _train?.Flush();
        _validation?.Flush();
    }
}
