using NumSharp;

namespace KerasPort.Training;

/// <summary>Data on which each epoch is measured: (x, y) or (x, y, sample weights).</summary>
public sealed class ValidationData
{
    /// <summary>Makes validation data.</summary>
    public ValidationData(ModelData x, ModelData? y = null, ModelData? sampleWeight = null)
    {
        ArgumentNullException.ThrowIfNull(x);
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
}
