using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using KerasPort.Metrics;

namespace KerasPort.Training;

/// <summary>
/// The metrics of a model's outputs: a list for all (<c>["accuracy"]</c>), a list each, or lists by output name.
/// </summary>
[CollectionBuilder(typeof(MetricsSpec), nameof(Create))]
public sealed class MetricsSpec : IEnumerable<Metric>
{
    private readonly IReadOnlyList<Metric>? _all;
    private readonly IReadOnlyList<IReadOnlyList<Metric>>? _each;
    private readonly IReadOnlyDictionary<string, Metric[]>? _byName;

    private MetricsSpec(IReadOnlyList<Metric>? all, IReadOnlyList<IReadOnlyList<Metric>>? each, IReadOnlyDictionary<string, Metric[]>? byName) =>
        (_all, _each, _byName) = (all, each, byName);

    /// <summary>The same metrics for every output, from a collection expression.</summary>
    public static MetricsSpec Create(ReadOnlySpan<Metric> metrics) => new(metrics.ToArray(), null, null);

    /// <summary>One metric for every output, by name.</summary>
    public static implicit operator MetricsSpec(string name) => new([name], null, null);

    /// <summary>The same metrics for every output.</summary>
    public static implicit operator MetricsSpec(Metric[] metrics) => new(metrics, null, null);

    /// <summary>A list of metrics for each output, in order.</summary>
    public static implicit operator MetricsSpec(Metric[][] metrics) => new(null, metrics, null);

    /// <summary>Metrics by output name.</summary>
    public static implicit operator MetricsSpec(Dictionary<string, Metric[]> metrics) => new(null, null, metrics);

    /// <summary>All metrics, whichever outputs they belong to.</summary>
    public IEnumerator<Metric> GetEnumerator() => (_all ?? _each?.SelectMany(list => list) ?? _byName!.Values.SelectMany(list => list)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The only metrics of an output, which a file held without a list around them.</summary>
    internal IReadOnlySet<Metric>? Bare { get; set; }

    /// <summary>How files hold the metrics.</summary>
    internal JsonNode ToConfig() => _all is not null ? List(_all)
        : _each is not null ? new JsonArray([.. _each.Select(ListOrBare)])
        : new JsonObject(_byName!.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)ListOrBare(pair.Value))));

    /// <summary>How files of Keras 3 hold the metrics, which wants a list for each output where there are several.</summary>
    internal JsonNode ToKeras3Config(int outputs)
    {
        if (_all is not null && outputs == 1)
            return Keras3List(_all);
        if (_byName is not null)
            return new JsonObject(_byName.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Keras3List(pair.Value))));
        var lists = _each ?? [.. Enumerable.Repeat(_all!, outputs)];
        return new JsonArray([.. lists.Select(list => (JsonNode)Keras3List(list))]);
    }

    private static JsonArray Keras3List(IEnumerable<Metric> metrics) => new([.. metrics.Select(metric => metric.ToKeras3Config())]);

    private JsonNode ListOrBare(IReadOnlyList<Metric> metrics) => metrics is [var only] && Bare?.Contains(only) == true ? only.ToConfig() : List(metrics);

    private static JsonArray List(IEnumerable<Metric> metrics) => new([.. metrics.Select(metric => metric.ToConfig())]);

    /// <summary>The metrics of each output. A list for all is copied for each output, since every metric has a state.</summary>
    internal Metric[][] Resolve(IReadOnlyList<string> outputs)
    {
        if (_all is not null)
            return [.. outputs.Select((_, i) => i == 0 ? [.. _all] : _all.Select(MetricRegistry.Clone).ToArray())];
        if (_each is not null)
            return _each.Count == outputs.Count ? [.. _each.Select(list => list.ToArray())] : throw new ArgumentException($"`Compile`: a list of lists as metrics must have one entry an output: {outputs.Count}. Received: {_each.Count}.");
        foreach (var name in _byName!.Keys)
            if (!outputs.Contains(name))
                throw new ArgumentException($"`Compile`: metrics has an entry for an output that is not there. Outputs: {string.Join(", ", outputs)}. Received: '{name}'.");
        return [.. outputs.Select(name => _byName.GetValueOrDefault(name) ?? [])];
    }
}
