
namespace KerasPort.Training;

/// <summary>How much each class counts in the loss, by its number; for several outputs by output name.</summary>
public sealed class ClassWeight
{
    private readonly IReadOnlyDictionary<int, double>? _all;
    private readonly IReadOnlyList<Dictionary<int, double>?>? _list;
    private readonly IReadOnlyDictionary<string, Dictionary<int, double>>? _byName;

    private ClassWeight(IReadOnlyDictionary<int, double>? all, IReadOnlyList<Dictionary<int, double>?>? list, IReadOnlyDictionary<string, Dictionary<int, double>>? byName) =>
        (_all, _list, _byName) = (all, list, byName);

    /// <summary>Weights by class, for the model's only output.</summary>
    public static implicit operator ClassWeight(Dictionary<int, double> weights) => new(weights, null, null);

    /// <summary>Weights by class, one each in the order of the outputs; null: none.</summary>
    public static implicit operator ClassWeight(Dictionary<int, double>?[] weights) => new(null, weights, null);

    /// <summary>Weights by class, by output name.</summary>
    public static implicit operator ClassWeight(Dictionary<string, Dictionary<int, double>> weights) => new(null, null, weights);

    /// <summary>Whether every name is that of an output.</summary>
    internal void Check(IReadOnlyList<string> outputs)
    {
        if (_byName?.Keys.FirstOrDefault(name => !outputs.Contains(name)) is { } unknown)
            throw new ArgumentException($"classWeight has an entry for an output that is not there. Outputs: {string.Join(", ", outputs)}. Received: '{unknown}'.");
    }

    /// <summary>The weights of an output that has a loss, if any.</summary>
    internal IReadOnlyDictionary<int, double>? For(IReadOnlyList<string> outputs, int index)
    {
        if (_byName is not null)
            return _byName.GetValueOrDefault(outputs[index]);
        if (_list is not null)
            return _list.Count == outputs.Count ? _list[index] : throw new ArgumentException($"classWeight must have one entry an output: {outputs.Count}. Received: {_list.Count}.");
        return outputs.Count == 1 ? _all : throw new ArgumentException($"classWeight must be given by output name or one each in order where the model has several outputs: {string.Join(", ", outputs)}. Received: one for all.");
    }

    /// <summary>The weight of each sample by its class, times its own weight.</summary>
    /// <param name="weights">The weights by class.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="sampleWeight">The samples' own weights, if any.</param>
    /// <param name="weighed">How many samples, from the first on, are weighed by class; the others keep their own weight.</param>
    internal static InputArray Apply(IReadOnlyDictionary<int, double> weights, InputArray targets, InputArray? sampleWeight, int weighed)
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
            result[i] = own?[i] ?? 1;
            if (i >= weighed)
                continue;
            var row = values.AsSpan(i * width, width);
            var cls = width == 1 ? row[0] : HostArray.LargestAt(row);
            if (cls != (int)cls || !weights.TryGetValue((int)cls, out var weight))
                throw new ArgumentException(FormattableString.Invariant($"classWeight must contain all classes in the data. Classes given: {string.Join(", ", weights.Keys.Order())}. Received: the class {cls} in the data."));
            result[i] = (float)(weight * result[i]);
        }
        return InputArray.From(new HostArray(result, [result.Length]));
    }
}
