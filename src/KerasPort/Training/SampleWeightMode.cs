using System.Text.Json.Nodes;

namespace KerasPort.Training;

/// <summary>
/// What sample weights weigh: samples (null) or time steps ("temporal"); for all outputs, one each in order, or by output name.
/// </summary>
public sealed class SampleWeightMode
{
    private readonly string? _all;
    private readonly IReadOnlyList<string?>? _list;
    private readonly IReadOnlyDictionary<string, string?>? _byName;

    private SampleWeightMode(string? all, IReadOnlyList<string?>? list, IReadOnlyDictionary<string, string?>? byName)
    {
        foreach (var mode in list ?? byName?.Values ?? [all])
            if (mode is not (null or "temporal"))
                throw new ArgumentException($"`Compile`: sampleWeightMode must be null or 'temporal'. Received: sampleWeightMode='{mode}'.");
        (_all, _list, _byName) = (all, list, byName);
    }

    /// <summary>"temporal": weights of time steps for every output.</summary>
    /// <exception cref="ArgumentException">The text is another.</exception>
    public static implicit operator SampleWeightMode(string? mode) => new(mode, null, null);

    /// <summary>One an output, in order; null: weights of samples.</summary>
    /// <exception cref="ArgumentException">A text is not "temporal".</exception>
    public static implicit operator SampleWeightMode(string?[] modes) => new(null, modes, null);

    /// <summary>By output name; every output must be named.</summary>
    /// <exception cref="ArgumentException">A text is not "temporal".</exception>
    public static implicit operator SampleWeightMode(Dictionary<string, string?> modes) => new(null, null, modes);

    /// <summary>Whether the weights of each output are those of time steps.</summary>
    /// <param name="outputs">The names of the outputs.</param>
    /// <param name="hasLoss">Which of them have a loss: the others need no mode.</param>
    internal bool[] Resolve(IReadOnlyList<string> outputs, bool[] hasLoss)
    {
        if (_list is not null)
            return _list.Count == outputs.Count ? [.. _list.Select(mode => mode is not null)] : throw new ArgumentException($"`Compile`: a list as sampleWeightMode must have one entry an output: {outputs.Count}. Received: {_list.Count}.");
        if (_byName is null)
            return [.. outputs.Select(_ => _all is not null)];
        if (_byName.Keys.FirstOrDefault(name => !outputs.Contains(name)) is { } unknown)
            throw new ArgumentException($"`Compile`: sampleWeightMode has an entry for an output that is not there. Outputs: {string.Join(", ", outputs)}. Received: '{unknown}'.");
        if (outputs.Where((name, i) => hasLoss[i] && !_byName.ContainsKey(name)).FirstOrDefault() is { } missing)
            throw new ArgumentException($"`Compile`: sampleWeightMode by name must have an entry for each output. There is none for '{missing}'.");
        return [.. outputs.Select(name => _byName.GetValueOrDefault(name) is not null)];
    }

    /// <summary>How files hold it.</summary>
    internal JsonNode? ToConfig() => _list is not null ? new JsonArray([.. _list.Select(mode => (JsonNode?)mode)])
        : _byName is not null ? new JsonObject(_byName.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)))
        : (JsonNode?)_all;
}
