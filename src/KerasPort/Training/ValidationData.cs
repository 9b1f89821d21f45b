using KerasPort.Utils;
using NumSharp;

namespace KerasPort.Training;

/// <summary>Data on which each epoch is measured: (x, y), (x, y, sample weights), or batches.</summary>
public sealed class ValidationData
{
    /// <summary>Makes validation data.</summary>
    public ValidationData(ModelData x, ModelData? y = null, ModelData? sampleWeight = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Source is not null && (y is not null || sampleWeight is not null))
            throw new ArgumentException("validationData: the batches of a Sequence or generator hold their own targets and sample weights. Received: y or sampleWeight beside them.", nameof(y));
        (X, Y, SampleWeight) = (x, y, sampleWeight);
    }

    internal ModelData X { get; }

    internal ModelData? Y { get; }

    internal ModelData? SampleWeight { get; }

    /// <summary>Inputs and targets.</summary>
    public static implicit operator ValidationData((NDArray X, NDArray Y) data) => new(data.X, data.Y);

    /// <summary>Inputs, targets and sample weights.</summary>
    public static implicit operator ValidationData((NDArray X, NDArray Y, NDArray SampleWeight) data) => new(data.X, data.Y, data.SampleWeight);

    /// <summary>Inputs and targets as C# arrays.</summary>
    public static implicit operator ValidationData((Array X, Array Y) data) => new(data.X, data.Y);

    /// <summary>Inputs and targets of a model with several of either.</summary>
    public static implicit operator ValidationData((ModelData X, ModelData Y) data) => new(data.X, data.Y);

    /// <summary>Inputs, targets and sample weights as C# arrays.</summary>
    public static implicit operator ValidationData((Array X, Array Y, Array SampleWeight) data) => new(data.X, data.Y, data.SampleWeight);

    /// <summary>Inputs, targets and sample weights of a model with several of either.</summary>
    public static implicit operator ValidationData((ModelData X, ModelData Y, ModelData SampleWeight) data) => new(data.X, data.Y, data.SampleWeight);

    /// <summary>Batches, or inputs of a model whose losses need no targets.</summary>
    public static implicit operator ValidationData(ModelData data) => new(data);

    /// <summary>Batches of a sequence.</summary>
    public static implicit operator ValidationData(Sequence sequence) => new(sequence);

    /// <summary>These batches.</summary>
    public static implicit operator ValidationData(Batch[] batches) => new(batches);

    /// <summary>These batches.</summary>
    public static implicit operator ValidationData(List<Batch> batches) => new(batches);
}
