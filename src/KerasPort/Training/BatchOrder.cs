using KerasPort.Utils;
using NumSharp;

namespace KerasPort.Training;

/// <summary>
/// The order of samples, epoch by epoch. Without a seed it is NumPy's own shuffle (<c>np.random</c>), the same as Python Keras
/// gives after the same <c>np.random.seed</c>. With a seed it depends on the seed and the epoch alone, so a run that is resumed
/// at an epoch sees the same order.
/// </summary>
internal sealed class BatchOrder(int count, int batchSize, Shuffle shuffle, int? seed)
{
    private readonly int[] _identity = [.. Enumerable.Range(0, count)];
    private int[] _order = [.. Enumerable.Range(0, count)];

    public int[] ForEpoch(int epoch)
    {
        if (!shuffle.Samples && !shuffle.Batches)
            return _order;
        Action<NDArray> mix = seed is { } given ? np.random.RandomState(unchecked(given * 1_000_003 + epoch) & int.MaxValue).shuffle : NumPyGenerator.Shuffle;
        var start = seed is null ? _order : _identity;
        _order = shuffle.Samples ? Shuffled(start, mix) : BatchShuffled(start, mix);
        return _order;
    }

    private static int[] Shuffled(int[] order, Action<NDArray> mix)
    {
        var array = new NDArray(order.Clone() as int[], new NumSharp.Shape(order.Length));
        mix(array);
        return array.ToArray<int>();
    }

    /// <summary>Whole batches change places; the samples of an incomplete last batch stay last. Keras: training_utils.batch_shuffle.</summary>
    private int[] BatchShuffled(int[] order, Action<NDArray> mix)
    {
        var batches = order.Length / batchSize;
        var places = Shuffled([.. Enumerable.Range(0, batches)], mix);
        return [.. places.SelectMany(place => order.AsSpan(place * batchSize, batchSize).ToArray()), .. order.AsSpan(batches * batchSize)];
    }
}
