using System.Globalization;
using System.Text.Json.Nodes;

namespace KerasPort.Testing;

/// <summary>What real Keras 2.3.1 computed (tests/Fixtures/keras-2.3.1, written by scripts/make-fixtures).</summary>
public static class KerasFixture
{
    /// <summary>The folder of these fixtures.</summary>
    public static string Folder { get; } = Repository.Fixture("keras-2.3.1");

    /// <summary>All cases of one kind, such as "activations", "losses", "metrics" or "optimizers".</summary>
    /// <exception cref="FileNotFoundException">There are no fixtures of that kind.</exception>
    public static IReadOnlyList<FixtureCase> Load(string kind)
    {
        var cases = Json(kind)["cases"]!.AsArray();
        return [.. cases.Select((entry, index) => Case(kind, index, entry!.AsObject()))];
    }

    /// <summary>The cases of one name; an empty list where the kind has none of it (a contract test fails then).</summary>
    public static IReadOnlyList<FixtureCase> Load(string kind, string name) => [.. Load(kind).Where(entry => entry.Name == name)];

    /// <summary>A whole fixture file as JSON, for those that are no list of cases (signatures.json).</summary>
    public static JsonObject Json(string kind) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, kind + ".json")))!.AsObject();

    /// <summary>{"shape", "data", "type"} as an array: float32 where no type is given.</summary>
    public static NpyArray Array(JsonNode node)
    {
        var shape = node["shape"]!.AsArray().Select(length => (int)length!).ToArray();
        var data = node["data"]!.AsArray();
        return new NpyArray(shape, (string?)node["type"] switch
        {
            null or "float32" => data.Select(Value<float>).ToArray(),
            "int64" => data.Select(Value<long>).ToArray(),
            "bool" => data.Select(Value<bool>).ToArray(),
            var type => throw new InvalidDataException($"KerasFixture: an array's type must be float32, int64 or bool. Received: {type}."),
        });
    }

    /// <summary>A number, a flag or a text; "NaN", "Infinity" and "-Infinity" are numbers where a number is asked for.</summary>
    public static T Value<T>(JsonNode? node)
    {
        if (node is null)
            return default!;
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        object value = node.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => (string)node!,
            System.Text.Json.JsonValueKind.True => true,
            System.Text.Json.JsonValueKind.False => false,
            _ => (double)node,
        };
        return (T)Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
    }

    private static FixtureCase Case(string kind, int index, JsonObject entry) => new(
        kind, index, (string)entry["name"]!, entry["args"]!.AsObject(), Arrays(entry["in"]!), Arrays(entry["out"]!), entry);

    private static OrderedDictionary<string, NpyArray> Arrays(JsonNode node) =>
        new(node.AsObject().Select(entry => KeyValuePair.Create(entry.Key, Array(entry.Value!))));
}
