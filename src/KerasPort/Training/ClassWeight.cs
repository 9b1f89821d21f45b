
namespace KerasPort.Training;

/// <summary>How much each class counts in the loss, by its number; for several outputs by output name.</summary>
public sealed class ClassWeight
{
    private readonly IReadOnlyDictionary<int, double>? _all;
    private readonly IReadOnlyDictionary<string, Dictionary<int, double>>? _byName;

    private ClassWeight(IReadOnlyDictionary<int, double>? all, IReadOnlyDictionary<string, Dictionary<int, double>>? byName) => (_all, _byName) = (all, byName);

    /// <summary>Weights by class, for the model's only output.</summary>
    public static implicit operator ClassWeight(Dictionary<int, double> weights) => new(weights, null);

    /// <summary>Weights by class, by output name.</summary>
    public static implicit operator ClassWeight(Dictionary<string, Dictionary<int, double>> weights) => new(null, weights);

    /// <summary>The weights of an output, if any.</summary>
    internal IReadOnlyDictionary<int, double>? For(string output, int outputs)
    {
        if (_byName is not null)
            return _byName.GetValueOrDefault(output);
        return outputs == 1 ? _all : throw new ArgumentException("classWeight must be given by output name where the model has several outputs.");
    }

    /// <summary>The weight of each sample by its class, times its own weight.</summary>
    internal static InputArray Apply(IReadOnlyDictionary<int, double> weights, InputArray targets, InputArray? sampleWeight)
    {
        if (targets.Shape.Rank > 2)
            throw new ArgumentException($"classWeight is not supported for targets of 3 and more dimensions. Received: shape={targets.Shape}.");
        using var tensor = targets.ToTensor();
        var values = HostArray.From(tensor).ToSingles();
        var width = (int)targets.Shape[1];
        var result = new float[targets.Count];
        float[]? own = null;
        if (sampleWeight is not null)
        {
            using var ownTensor = sampleWeight.ToTensor();
            own = HostArray.From(ownTensor).ToSingles();
        }
        for (var i = 0; i < result.Length; i++)
        {
            var row = values.AsSpan(i * width, width);
            var cls = width == 1 ? (int)row[0] : LargestAt(row);
            if (!weights.TryGetValue(cls, out var weight))
                throw new ArgumentException($"classWeight must contain all classes in the data. Classes given: {string.Join(", ", weights.Keys.Order())}. Received: the class {cls} in the data.");
            result[i] = (float)(weight * (own?[i] ?? 1));
        }
        return InputArray.From(new HostArray(result, [result.Length]));
    }

    private static int LargestAt(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
            if (values[i] > values[best])
                best = i;
        return best;
    }
}
