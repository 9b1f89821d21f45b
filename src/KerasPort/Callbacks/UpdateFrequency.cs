namespace KerasPort.Callbacks;

/// <summary>When <see cref="TensorBoard"/> writes figures: "epoch", "batch", or every n batches and every epoch.</summary>
public readonly struct UpdateFrequency
{
    private UpdateFrequency(int batches) => Batches = batches;

    /// <summary>Batches between figures; 0: epochs only.</summary>
    internal int Batches { get; }

    /// <summary>"epoch" or "batch".</summary>
    /// <exception cref="ArgumentException">The text is another.</exception>
    public static implicit operator UpdateFrequency(string frequency) => frequency switch
    {
        "epoch" => new(0),
        "batch" => new(1),
        _ => throw new ArgumentException($"`TensorBoard`: updateFreq must be 'epoch', 'batch' or a number of batches. Received: updateFreq='{frequency}'.", nameof(frequency)),
    };

    /// <summary>Every n-th batch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is not positive.</exception>
    public static implicit operator UpdateFrequency(int batches) => batches > 0
        ? new(batches)
        : throw new ArgumentOutOfRangeException(nameof(batches), $"`TensorBoard`: updateFreq must be 'epoch', 'batch' or a number of batches. Received: updateFreq={batches}.");
}
