namespace KerasPort.Training;

/// <summary>Whether samples are shuffled before each epoch: true, false, or "batch" (whole batches change places).</summary>
public readonly struct Shuffle
{
    private Shuffle(bool samples, bool batches) => (Samples, Batches) = (samples, batches);

    internal bool Samples { get; }

    internal bool Batches { get; }

    /// <summary>Whether samples are shuffled.</summary>
    public static implicit operator Shuffle(bool shuffle) => new(shuffle, false);

    /// <summary>"batch": whole batches change places.</summary>
    /// <exception cref="ArgumentException">The text is another.</exception>
    public static implicit operator Shuffle(string shuffle) => shuffle == "batch"
        ? new(false, true)
        : throw new ArgumentException($"shuffle must be true, false or 'batch'. Received: shuffle='{shuffle}'.", nameof(shuffle));
}
