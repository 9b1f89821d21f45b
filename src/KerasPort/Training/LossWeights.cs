using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasPort.Training;

/// <summary>How much each output's loss counts: in order (<c>[1, 0.2]</c>), or by output name; an output without a weight counts 1.</summary>
[CollectionBuilder(typeof(LossWeights), nameof(Create))]
public sealed class LossWeights : IEnumerable<double>
{
    private readonly IReadOnlyList<double>? _list;
    private readonly IReadOnlyDictionary<string, double>? _byName;

    private LossWeights(IReadOnlyList<double>? list, IReadOnlyDictionary<string, double>? byName) => (_list, _byName) = (list, byName);

    /// <summary>Weights in the order of the outputs, from a collection expression.</summary>
    public static LossWeights Create(ReadOnlySpan<double> weights) => new(weights.ToArray(), null);

    /// <summary>Weights in the order of the outputs.</summary>
    public static implicit operator LossWeights(double[] weights) => new(weights, null);

    /// <summary>Weights by output name.</summary>
    public static implicit operator LossWeights(Dictionary<string, double> weights) => new(null, weights);

    /// <summary>All weights, whichever outputs they belong to.</summary>
    public IEnumerator<double> GetEnumerator() => (_list ?? _byName!.Values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal double[] Resolve(IReadOnlyList<string> outputs)
    {
        if (_list is not null)
            return _list.Count == outputs.Count ? [.. _list] : throw new ArgumentException($"`Compile`: lossWeights must have one entry an output: {outputs.Count}. Received: {_list.Count}.");
        foreach (var name in _byName!.Keys)
            if (!outputs.Contains(name))
                throw new ArgumentException($"`Compile`: lossWeights has an entry for an output that is not there. Outputs: {string.Join(", ", outputs)}. Received: '{name}'.");
        return [.. outputs.Select(name => _byName.TryGetValue(name, out var weight) ? weight : 1)];
    }

    /// <summary>How files hold the weights.</summary>
    internal System.Text.Json.Nodes.JsonNode ToConfig() => _list is not null
        ? new System.Text.Json.Nodes.JsonArray([.. _list.Select(weight => (System.Text.Json.Nodes.JsonNode)weight)])
        : new System.Text.Json.Nodes.JsonObject(_byName!.Select(pair => KeyValuePair.Create(pair.Key, (System.Text.Json.Nodes.JsonNode?)pair.Value)));
}
