using NumSharp;

namespace KerasPort.Training;

/// <summary>
/// What a <see cref="KerasPort.Utils.Sequence"/> or generator gives for one step: inputs, targets, sample weights. Tuples convert
/// implicitly: <c>(x, y)</c>, <c>(x, y, sampleWeight)</c>; inputs alone do for Predict.
/// </summary>
public sealed class Batch
{
    /// <summary>Makes a batch.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="y">Targets; a prediction needs none.</param>
    /// <param name="sampleWeight">How much each sample counts; default: 1.</param>
    public Batch(ModelData x, ModelData? y = null, ModelData? sampleWeight = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Source is not null || y?.Source is not null || sampleWeight?.Source is not null)
            throw new ArgumentException("A batch is made of arrays. Received: a dataset within a batch.", nameof(x));
        (X, Y, SampleWeight) = (x, y, sampleWeight);
    }

    internal ModelData X { get; }

    internal ModelData? Y { get; }

    internal ModelData? SampleWeight { get; }

    /// <summary>Inputs alone.</summary>
    public static implicit operator Batch(NDArray x) => new(x);

    /// <summary>Inputs alone.</summary>
    public static implicit operator Batch(Array x) => new(x);

    /// <summary>Inputs and targets.</summary>
    public static implicit operator Batch((NDArray X, NDArray Y) batch) => new(batch.X, batch.Y);

    /// <summary>Inputs, targets and sample weights.</summary>
    public static implicit operator Batch((NDArray X, NDArray Y, NDArray SampleWeight) batch) => new(batch.X, batch.Y, batch.SampleWeight);

    /// <summary>Inputs and targets as C# arrays.</summary>
    public static implicit operator Batch((Array X, Array Y) batch) => new(batch.X, batch.Y);

    /// <summary>Inputs, targets and sample weights as C# arrays.</summary>
    public static implicit operator Batch((Array X, Array Y, Array SampleWeight) batch) => new(batch.X, batch.Y, batch.SampleWeight);
}
