using System.Reflection;
using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Models;

namespace KerasPort.Tests.Signatures;

/// <summary>Where the names of Keras 2.3.1 outside of losses, metrics and their like are found here.</summary>
internal static class KerasApi
{
    public static IReadOnlyList<JsonObject> Entries { get; } =
        [.. KerasFixture.Json("signatures")["entries"]!.AsArray().Select(entry => entry!.AsObject())];

    public static JsonObject Entry(string kind, string name) => Entries.Single(entry => (string)entry["kind"]! == kind && (string)entry["name"]! == name);

    /// <summary>"validation_data" as "validationData".</summary>
    public static string CamelCase(string python) => string.Concat(python.Split('_').Select((part, i) => i == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));

    /// <summary>The constructors or methods that stand for a name; none where it isn't here.</summary>
    public static IReadOnlyList<MethodBase> Find(string kind, string name)
    {
        var own = name.Split('.')[^1];
        return kind switch
        {
            "layer-class" => Constructors($"Layers.{name}"),
            "callback-class" => Constructors($"Callbacks.{name}"),
            "model-class" => Constructors($"Models.{name}"),
            "util-class" => Constructors($"Utils.{name}"),
            "layer-method" => Methods(typeof(Layer), own),
            "model-method" => Methods(name.StartsWith("Sequential.", StringComparison.Ordinal) ? typeof(Sequential) : typeof(Model), own),
            "model-function" when name == "Input" => Methods(typeof(Keras), own),
            "model-function" => Methods(typeof(Keras.Models), own),
            "layer-function" => Methods(typeof(Keras.Layers), own),
            "util-function" => Methods(typeof(Keras.Utils), own),
            "backend-function" => Methods(typeof(Keras.Backend), own),
            "dataset-function" when name.StartsWith("mnist.", StringComparison.Ordinal) => Methods(typeof(Keras.Datasets.Mnist), own),
            _ => [],
        };
    }

    private static MethodBase[] Constructors(string name) => typeof(Keras).Assembly.GetType("KerasPort." + name) is { IsPublic: true } type
        ? type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Where(IsForUsers).ToArray<MethodBase>()
        : [];

    /// <summary>Names of Keras' functions in one word, such as argmax, are written in several here.</summary>
    private static MethodBase[] Methods(Type type, string name) =>
        [.. type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy)
            .Where(method => IsForUsers(method) && method.Name.Equals(name.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))];

    private static bool IsForUsers(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;
}
