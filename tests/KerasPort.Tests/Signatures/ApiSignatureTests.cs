using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KerasPort.Layers;
using KerasPort.Saving;

namespace KerasPort.Tests.Signatures;

/// <summary>
/// Every public layer, callback, model method, utility and backend function of Keras 2.3.1 is here with its parameters and default
/// values (signatures.json, which real Keras dumped), or stands in <see cref="ApiDifferences"/> with the reason.
/// </summary>
public sealed partial class ApiSignatureTests
{
    private static readonly string[] s_kinds =
    [
        "layer-class", "layer-function", "layer-method", "callback-class", "model-class", "model-method", "model-function", "util-class", "util-function",
        "dataset-function", "backend-function",
    ];

    /// <summary>Layers that need others, or a shape: LayerRegistryTests compares their settings.</summary>
    private static readonly string[] s_ofOtherLayers = ["RNN", "StackedRNNCells", "TimeDistributed", "Bidirectional", "InputLayer"];

    public static TheoryData<string> Kinds => [.. s_kinds];

    public static TheoryData<string> LayersWithSettings =>
        [.. KerasApi.Entries.Where(entry => (string)entry["kind"]! == "layer-class" && entry["config_json"] is not null && !ApiDifferences.Absent.ContainsKey($"layer-class {entry["name"]}")).Select(entry => (string)entry["name"]!)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void NamesParametersAndDefaultsAreKerasOwn(string kind)
    {
        var problems = KerasApi.Entries.Where(entry => (string)entry["kind"]! == kind).SelectMany(Problems).ToArray();
        Assert.True(problems.Length == 0, string.Join(Environment.NewLine, problems));
    }

    /// <summary>Defaults that C# can't write as constants, such as initializers, show in the settings of a layer made without them.</summary>
    [Theory]
    [MemberData(nameof(LayersWithSettings))]
    public void ALayerWithDefaultsHasKerasSettings(string name)
    {
        var entry = KerasApi.Entry("layer-class", name);
        using var layer = Make(entry);
        if (s_ofOtherLayers.Contains(name))
        {
            Assert.Null(layer);
            return;
        }
        Assert.NotNull(layer);
        Assert.Equal(NameNumber().Replace((string)entry["config_json"]!, "$1"), NameNumber().Replace(PythonJson.Write(layer.GetConfig()), "$1"));
    }

    [Fact]
    public void EveryDifferenceIsOne()
    {
        var known = KerasApi.Entries.Select(entry => $"{entry["kind"]} {entry["name"]}").ToHashSet();
        Assert.Empty(ApiDifferences.Absent.Keys.Except(known));
        Assert.Empty(ApiDifferences.Parameters.Keys.Select(key => key[..key.LastIndexOf(':')]).Except(known));
        Assert.All(ApiDifferences.Absent.Values.Concat(ApiDifferences.Parameters.Values).Concat(ApiDifferences.EverywhereAbsent.Values), reason => Assert.NotEmpty(reason));
    }

    private static IEnumerable<string> Problems(JsonObject entry)
    {
        var (kind, name) = ((string)entry["kind"]!, (string)entry["name"]!);
        var key = $"{kind} {name}";
        var found = KerasApi.Find(kind, name);
        if (ApiDifferences.Absent.ContainsKey(key))
            return found.Count > 0 ? [$"{key}: it is here, so it must not stand among the names that aren't."] : [];
        if (found.Count == 0)
            return [$"{key}: it is not here."];
        // Of several overloads, the one that comes closest.
        return found.Select(method => Problems(key, entry, method).ToArray()).MinBy(problems => problems.Length)!;
    }

    private static IEnumerable<string> Problems(string key, JsonObject entry, MethodBase method)
    {
        var own = method.GetParameters().ToDictionary(parameter => parameter.Name!);
        foreach (var parameter in entry["parameters"]!.AsArray().Select(parameter => parameter!.AsObject()))
        {
            var python = (string)parameter["name"]!;
            var what = $"{key}:{python}";
            var name = ApiDifferences.Renamed.GetValueOrDefault(python) is { } renamed && own.ContainsKey(renamed) ? renamed : KerasApi.CamelCase(python);
            var problem = !own.TryGetValue(name, out var mine) ? $"{what}: there is no parameter {name}. It has {string.Join(", ", own.Keys)}." : DefaultProblem(what, entry, parameter, mine);
            if (problem is not null && mine is null && ApiDifferences.EverywhereAbsent.ContainsKey(python))
                continue;
            if (ApiDifferences.Parameters.ContainsKey(what))
            {
                if (problem is null)
                    yield return $"{what}: it is as in Keras, so it must not stand among the differences.";
            }
            else if (problem is not null)
            {
                yield return problem;
            }
        }
    }

    private static string? DefaultProblem(string what, JsonObject entry, JsonObject parameter, ParameterInfo own)
    {
        var isOptional = own.HasDefaultValue || own.IsDefined(typeof(ParamArrayAttribute));
        if (parameter.ContainsKey("default") != isOptional)
            return $"{what}: {(isOptional ? "it has a default" : "it has no default")}, unlike in Keras.";
        if (!isOptional)
            return null;
        var (expected, actual) = (parameter["default"], own.DefaultValue);
        var text = $"{what}: the default must be {expected?.ToJsonString() ?? "none"}. It is {actual ?? "none"}.";
        // What C# can't write as a constant is none, and shows in the settings.
        if (actual is null && expected is not null)
            return entry["config"] is JsonObject config && config.ContainsKey((string)parameter["name"]!) ? null : text;
        return expected?.GetValueKind() switch
        {
            null => actual is null ? null : text,
            JsonValueKind.True or JsonValueKind.False => actual is bool flag && flag == (bool)expected! ? null : text,
            JsonValueKind.String => Convert.ToString(actual, CultureInfo.InvariantCulture) == (string)expected! ? null : text,
            JsonValueKind.Number => actual is IConvertible and not bool && Convert.ToDouble(actual, CultureInfo.InvariantCulture) == JsonNumber.ToDouble(expected!) ? null : text,
            _ => text,
        };
    }

    /// <summary>The layer with the arguments that Keras needs, and no others.</summary>
    private static Layer? Make(JsonObject entry)
    {
        var arguments = entry["config_of"] as JsonArray ?? [];
        foreach (var constructor in KerasApi.Find("layer-class", (string)entry["name"]!).OfType<ConstructorInfo>())
        {
            var parameters = constructor.GetParameters();
            if (parameters.Length < arguments.Count || parameters.Skip(arguments.Count).Any(parameter => !parameter.HasDefaultValue && !parameter.IsDefined(typeof(ParamArrayAttribute))))
                continue;
            var values = parameters.Select((parameter, i) => i < arguments.Count ? Argument(arguments[i]!, parameter.ParameterType)
                : parameter.HasDefaultValue ? parameter.DefaultValue : Array.CreateInstance(parameter.ParameterType.GetElementType()!, 0)).ToArray();
            if (!values.Take(arguments.Count).Contains(null))
                return (Layer)constructor.Invoke(values);
        }
        return null;
    }

    /// <summary>An argument as the parameter's type, by its own implicit conversion where it has one; null where it can't be.</summary>
    private static object? Argument(JsonNode value, Type type)
    {
        object raw = value switch
        {
            JsonArray list => list.Select(item => (int)item!).ToArray(),
            _ when value.GetValueKind() == JsonValueKind.String => (string)value!,
            _ => JsonNumber.ToDouble(value),
        };
        if (raw is double number && type.IsPrimitive)
            return Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
        if (raw.GetType() == type)
            return raw;
        object[] forms = raw switch
        {
            double whole => [(int)whole, (long)whole, whole, new[] { (int)whole }],
            int[] whole => [whole, Array.ConvertAll(whole, item => (long)item)],
            _ => [raw],
        };
        foreach (var form in forms)
        {
            if (type.GetMethod("op_Implicit", [form.GetType()]) is { } conversion && conversion.ReturnType == type)
                return conversion.Invoke(null, [form]);
            if (type.GetConstructor([form.GetType()]) is { } constructor)
                return constructor.Invoke([form]);
        }
        return null;
    }

    [GeneratedRegex("(\"name\": \"[a-z_0-9]*?)_[0-9]+(?=\")")]
    private static partial Regex NameNumber();
}
