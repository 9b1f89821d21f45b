using KerasPort.Utils;

namespace KerasPort.Training.Feeding;

/// <summary>Where batches come from when data are no arrays: a sequence, or an enumeration of unknown length.</summary>
internal abstract class BatchSource
{
    /// <summary>The number of batches in a pass; null where only an end can tell.</summary>
    public abstract int? Count { get; }

    /// <summary>Begins to take batches.</summary>
    public abstract BatchFeed Open(FeedOptions options);

    public static BatchSource Of(Sequence sequence)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        return new SequenceSource(sequence);
    }

    public static BatchSource Of(IReadOnlyList<Batch> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return new SequenceSource(new ListSequence(batches));
    }

    public static BatchSource Of(IEnumerable<Batch> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return new EnumerableSource(_ => batches.GetEnumerator());
    }

    public static BatchSource Of(IAsyncEnumerable<Batch> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return new EnumerableSource(stop => Wait(batches, stop));
    }

    /// <summary>An asynchronous enumeration as a blocking one; who calls is a worker thread, or asked for none.</summary>
    private static IEnumerator<Batch> Wait(IAsyncEnumerable<Batch> batches, CancellationToken stop)
    {
        var enumerator = batches.GetAsyncEnumerator(stop);
        try
        {
            while (enumerator.MoveNextAsync().AsTask().GetAwaiter().GetResult())
                yield return enumerator.Current;
        }
        finally
        {
            enumerator.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private sealed class SequenceSource(Sequence sequence) : BatchSource
    {
        public override int? Count => sequence.Count;

        public override BatchFeed Open(FeedOptions options) => new SequenceFeed(sequence, options);
    }

    private sealed class EnumerableSource(Func<CancellationToken, IEnumerator<Batch>> open) : BatchSource
    {
        public override int? Count => null;

        public override BatchFeed Open(FeedOptions options) => options.Workers <= 1
            ? new EnumeratorFeed(open, options)
            : throw new ArgumentException($"workers may be more than 1 for a Sequence only: an enumeration gives one batch after the other. Received: workers={options.Workers}.");
    }

    private sealed class ListSequence(IReadOnlyList<Batch> batches) : Sequence
    {
        public override int Count => batches.Count;

        public override Batch this[int index] => batches[index];
    }
}
