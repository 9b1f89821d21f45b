using KerasPort.Training;

namespace KerasPort.Utils;

/// <summary>
/// Data that are made batch by batch, in any order and by several threads at once: what Fit, Evaluate and Predict take in place of
/// arrays. One pass gives each batch once. Keras: keras.utils.Sequence.
/// </summary>
/// <example><code>
/// sealed class Photos(string[] files, float[] labels) : Sequence
/// {
///     public override int Count => files.Length / 32;
///     public override Batch this[int index] => (Load(files[(index * 32)..((index + 1) * 32)]), labels[(index * 32)..((index + 1) * 32)]);
/// }
/// model.Fit(new Photos(files, labels), epochs: 10, workers: 4);
/// </code></example>
public abstract class Sequence
{
    /// <summary>The number of batches. Python's <c>__len__</c>; it is asked anew before each epoch.</summary>
    public abstract int Count { get; }

    /// <summary>Makes a batch. Python's <c>__getitem__</c>. Worker threads call it, more than one where there are several workers.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public abstract Batch this[int index] { get; }

    /// <summary>A pass is over: every batch was taken once. Nothing is made while this runs.</summary>
    public virtual void OnEpochEnd()
    {
    }
}
