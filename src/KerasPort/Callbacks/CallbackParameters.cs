namespace KerasPort.Callbacks;

/// <summary>What a run was asked to do. Keras: Callback.params.</summary>
public sealed record CallbackParameters
{
    /// <summary>Samples a batch, if the data are arrays.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The number at which the last epoch ends.</summary>
    public int Epochs { get; init; }

    /// <summary>Batches an epoch, where the run counts in steps.</summary>
    public int? Steps { get; init; }

    /// <summary>Samples an epoch, where the run counts in samples.</summary>
    public long? Samples { get; init; }

    /// <summary>0: silent, 1: a progress bar, 2: one line an epoch.</summary>
    public int Verbose { get; init; }

    /// <summary>Whether there are validation data.</summary>
    public bool DoValidation { get; init; }

    /// <summary>The names of the figures: loss, metrics, then the same with "val_".</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];
}
