using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KerasPort.Activations;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Losses;
using KerasPort.Metrics;
using KerasPort.Optimizers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.Testing;

namespace KerasPort.Tests.Signatures;

/// <summary>
/// Every public name of Keras 2.3.1's losses, metrics, optimizers, initializers, regularizers, constraints and activations is here,
/// with every parameter, every default value and every alias (signatures.json, which real Keras dumped).
/// </summary>
public partial class SignatureTests
{
    /// <summary>Parameters of Keras that are none here, and why.</summary>
    private static readonly Dictionary<string, string> s_without = new()
    {
        ["dtype"] = "metrics are gathered as float32",
        ["lr"] = "the older name of learning_rate",
    };

    private static readonly Dictionary<string, Assembly> s_assemblies = new() { ["KerasPort"] = typeof(Loss).Assembly };

    public static TheoryData<string, string> Classes => Entries("loss-class", "metric-class", "optimizer-class", "initializer-class", "initializer-function",
        "regularizer-class", "regularizer-function", "constraint-class");

    public static TheoryData<string, string> Functions => Entries("loss-function", "metric-function", "activation-function");

    [Theory]
    [MemberData(nameof(Classes))]
    public void AClassHasKerasParametersAndDefaults(string kind, string name)
    {
        var entry = Entry(kind, name);
        var constructor = Constructor(kind, name);
        var parameters = constructor.GetParameters().ToDictionary(parameter => parameter.Name!);
        foreach (var parameter in Parameters(entry))
        {
            var (python, expected) = ((string)parameter["name"]!, parameter["default"]);
            if (s_without.ContainsKey(python))
                continue;
            var own = CamelCase(python, name);
            Assert.True(parameters.TryGetValue(own, out var found), $"{name} must have the parameter {own} (Keras: {python}). It has {string.Join(", ", parameters.Keys)}.");
            Assert.Equal(parameter.ContainsKey("default"), found.HasDefaultValue);
            if (parameter.ContainsKey("default"))
                AssertDefault(expected, found.DefaultValue, $"{name}({python})");
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void AnObjectWithoutArgumentsHasKerasSettings(string kind, string name)
    {
        var constructor = Constructor(kind, name);
        if ((string?)Entry(kind, name)["config_json"] is not { } expected || constructor.GetParameters().Any(parameter => !parameter.HasDefaultValue))
            return;
        // Keras' l1_l2 is L1L2 here, whose own defaults are 0: the function's are behind the name.
        var made = name == "l1_l2" ? RegularizerRegistry.Get(name) : constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.DefaultValue)]);
        var config = made switch
        {
            Loss loss => loss.GetConfig(),
            Metric metric => metric.GetConfig(),
            Optimizer optimizer => optimizer.GetConfig(),
            Initializer initializer => initializer.GetConfig(),
            Regularizer regularizer => regularizer.GetConfig(),
            Constraint constraint => constraint.GetConfig(),
            _ => throw new InvalidOperationException($"{made} has no settings."),
        };
        // The number of a default name goes on over the whole process.
        Assert.Equal(NameNumber().Replace(expected, "$1"), NameNumber().Replace(PythonJson.Write(config), "$1"));
    }

    [Theory]
    [MemberData(nameof(Classes))]
    [MemberData(nameof(Functions))]
    public void EveryAliasNamesTheSame(string kind, string name)
    {
        foreach (var alias in (Entry(kind, name)["aliases"] as JsonArray ?? []).Select(node => (string)node!).Append(name))
        {
            if (kind == "metric-class" && Constructor(kind, name).GetParameters().Any(parameter => !parameter.HasDefaultValue))
                continue;
            var (made, original) = (Get(kind, alias), Get(kind, name));
            Assert.Equal(original.GetType(), made.GetType());
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void AnActivationHasKerasParametersAndDefaults(string kind, string name)
    {
        if (kind != "activation-function")
            return;
        var method = typeof(ActivationFunctions).GetMethod(string.Concat(name.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..])));
        Assert.True(method is not null, $"ActivationFunctions must have a method for {name}.");
        var parameters = method.GetParameters().ToDictionary(parameter => parameter.Name!);
        foreach (var parameter in Parameters(Entry(kind, name)))
        {
            var own = parameters[CamelCase((string)parameter["name"]!, name)];
            Assert.Equal(parameter.ContainsKey("default"), own.HasDefaultValue);
            if (own.HasDefaultValue)
                AssertDefault(parameter["default"], own.DefaultValue, $"{name}({own.Name})");
        }
    }

    private static object Get(string kind, string name) => kind.Split('-')[0] switch
    {
        "loss" => LossRegistry.Get(name),
        "metric" => MetricRegistry.Get(name),
        "optimizer" => OptimizerRegistry.Get(name),
        "initializer" => InitializerRegistry.Get(name),
        "regularizer" => RegularizerRegistry.Get(name),
        "constraint" => ConstraintRegistry.Get(name),
        _ => ActivationRegistry.Get(name),
    };

    /// <summary>The constructor with Keras' parameters: of several, the one that has the most defaults.</summary>
    private static ConstructorInfo Constructor(string kind, string name)
    {
        var space = kind.Split('-')[0] switch
        {
            "loss" => "Losses",
            "metric" => "Metrics",
            "optimizer" => "Optimizers",
            "initializer" => "Initializers",
            "regularizer" => "Regularizers",
            _ => "Constraints",
        };
        var className = name switch { "l1" => "L1", "l2" => "L2", "l1_l2" => "L1L2", _ when kind == "initializer-function" => string.Concat(name.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..])), _ => name };
        var type = s_assemblies["KerasPort"].GetType($"KerasPort.{space}.{className}");
        Assert.True(type is { IsPublic: true }, $"There must be a public class KerasPort.{space}.{className}.");
        return type!.GetConstructors().MaxBy(constructor => constructor.GetParameters().Count(parameter => parameter.HasDefaultValue))!;
    }

    /// <summary>The parameters in the signature, and those that Keras takes as keywords.</summary>
    private static IEnumerable<JsonObject> Parameters(JsonObject entry)
    {
        foreach (var parameter in entry["parameters"]!.AsArray())
            yield return parameter!.AsObject();
        foreach (var (name, value) in entry["keyword_defaults"] as JsonObject ?? [])
            yield return new JsonObject { ["name"] = name, ["default"] = value?.DeepClone() };
        foreach (var keyword in entry["accepted_keywords"] as JsonArray ?? [])
            yield return new JsonObject { ["name"] = (string)keyword!, ["default"] = null };
    }

    private static void AssertDefault(JsonNode? expected, object? actual, string what)
    {
        if (what.StartsWith("l1_l2(", StringComparison.Ordinal))
            (expected, actual) = (JsonValue.Create(0.01), ((L1L2)RegularizerRegistry.Get("l1_l2")).Squared is var factor ? Math.Round(factor, 8) : 0);
        switch (expected?.GetValueKind())
        {
            case null:
                Assert.True(actual is null, $"{what}: the default must be none. It is {actual}.");
                break;
            case JsonValueKind.True or JsonValueKind.False:
                Assert.Equal((bool)expected!, actual);
                break;
            case JsonValueKind.String when actual is Reduction reduction:
                Assert.Equal("sum_over_batch_size", (string)expected!);
                Assert.Equal(Reduction.SumOverBatchSize, reduction);
                break;
            case JsonValueKind.String:
                Assert.Equal((string)expected!, actual);
                break;
            default:
                Assert.Equal(JsonNumber.ToDouble(expected!), Convert.ToDouble(actual, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }

    private static string CamelCase(string python, string owner) => (python, owner) switch
    {
        ("l", _) => owner,
        ("clipnorm", _) => "clipNorm",
        ("clipvalue", _) => "clipValue",
        _ => string.Concat(python.Split('_').Select((part, i) => i == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..])),
    };

    private static JsonObject Entry(string kind, string name) => KerasFixture.Json("signatures")["entries"]!.AsArray()
        .Select(entry => entry!.AsObject()).Single(entry => (string)entry["kind"]! == kind && (string)entry["name"]! == name);

    private static TheoryData<string, string> Entries(params string[] kinds)
    {
        var data = new TheoryData<string, string>();
        foreach (var entry in KerasFixture.Json("signatures")["entries"]!.AsArray())
            if (kinds.Contains((string)entry!["kind"]!))
                data.Add((string)entry["kind"]!, (string)entry["name"]!);
        return data;
    }

    [GeneratedRegex("(\"name\": \"[a-z_0-9]*?)_[0-9]+(?=\")")]
    private static partial Regex NameNumber();
}
