namespace KerasPort.Training.Feeding;

/// <summary>How batches are taken from a source.</summary>
/// <param name="Workers">Threads that make batches ahead; 0: the thread that trains makes them.</param>
/// <param name="MaxQueueSize">The most batches that are made ahead.</param>
/// <param name="Shuffle">Whether a sequence's batches change places in each pass.</param>
/// <param name="Seed">What the shuffle depends on besides the pass; null: NumPy's generator.</param>
/// <param name="FirstPass">The number of the first pass.</param>
internal sealed record FeedOptions(int Workers = 1, int MaxQueueSize = 10, bool Shuffle = false, int? Seed = null, int FirstPass = 0)
{
    public void Check()
    {
        if (Workers < 0)
            throw new ArgumentOutOfRangeException("workers", $"workers must be at least 0. Received: workers={Workers}.");
        if (MaxQueueSize < 1)
            throw new ArgumentOutOfRangeException("maxQueueSize", $"maxQueueSize must be at least 1. Received: maxQueueSize={MaxQueueSize}.");
    }
}
