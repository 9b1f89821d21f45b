using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using KerasPort.Losses;

namespace KerasPort.Training;

/// <summary>The losses of a model's outputs: one for all, one each in order (<c>["mse", null]</c>; null: none), or by output name.</summary>
[CollectionBuilder(typeof(LossSpec), nameof(Create))]
public sealed class LossSpec : IEnumerable<Loss?>
{
    private LossSpec(Loss? single, IReadOnlyList<Loss?>? list, IReadOnlyDictionary<string, Loss>? byName) =>
        (Single, List, ByName) = (single, list, byName);

    internal Loss? Single { get; }

    internal IReadOnlyList<Loss?>? List { get; }

    internal IReadOnlyDictionary<string, Loss>? ByName { get; }

    /// <summary>One loss an output, in order, from a collection expression.</summary>
    public static LossSpec Create(ReadOnlySpan<Loss?> losses) => new(null, losses.ToArray(), null);

    /// <summary>One loss for every output, by name.</summary>
    public static implicit operator LossSpec(string name) => new(name, null, null);

    /// <summary>One loss for every output.</summary>
    public static implicit operator LossSpec(Loss loss) => new(loss, null, null);

    /// <summary>One loss an output, in order; null where the output has none.</summary>
    public static implicit operator LossSpec(Loss?[] losses) => new(null, losses, null);

    /// <summary>One loss an output, in order, by name.</summary>
    public static implicit operator LossSpec(string[] names) => new(null, [.. names.Select(name => (Loss)name)], null);

    /// <summary>Losses by output name; outputs that are not named have none.</summary>
    public static implicit operator LossSpec(Dictionary<string, Loss> losses) => new(null, null, losses);

    /// <summary>All losses, whichever outputs they belong to.</summary>
    public IEnumerator<Loss?> GetEnumerator() => (List ?? ByName?.Values ?? Enumerable.Repeat(Single, 1)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How files hold the losses.</summary>
    internal JsonNode ToConfig() => Single?.ToConfig()
        ?? (List is not null
            ? new JsonArray([.. List.Select(loss => loss?.ToConfig())])
            : new JsonObject(ByName!.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.ToConfig()))));

    /// <summary>How files of Keras 3 hold the losses.</summary>
    internal JsonNode ToKeras3Config() => Single?.ToKeras3Config()
        ?? (List is not null
            ? new JsonArray([.. List.Select(loss => loss?.ToKeras3Config())])
            : new JsonObject(ByName!.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.ToKeras3Config()))));

    /// <summary>The loss of each output.</summary>
    internal Loss?[] Resolve(IReadOnlyList<string> outputs)
    {
        if (Single is not null)
            return [.. outputs.Select(_ => Single)];
        if (List is not null)
            return List.Count == outputs.Count ? [.. List] : throw new ArgumentException($"`Compile`: loss must have one entry an output: {outputs.Count}. Received: {List.Count}.");
        foreach (var name in ByName!.Keys)
            if (!outputs.Contains(name))
                throw new ArgumentException($"`Compile`: loss has an entry for an output that is not there. Outputs: {string.Join(", ", outputs)}. Received: '{name}'.");
        return [.. outputs.Select(name => ByName.GetValueOrDefault(name))];
    }
}
