using System.Globalization;

namespace KerasPort.Callbacks;

/// <summary>Ends training when a batch's loss is no number or infinite. Keras: keras.callbacks.TerminateOnNaN.</summary>
public sealed class TerminateOnNaN : Callback
{
    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (!logs.TryGetValue("loss", out var loss) || double.IsFinite(loss))
            return;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Batch {batch}: Invalid loss, terminating training"));
        Model.StopTraining = true;
    }
}
