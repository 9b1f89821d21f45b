using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.Utils;

namespace KerasPort.Regularizers;

/// <summary>The regularizers by name. Keras: keras.regularizers.get.</summary>
internal static class RegularizerRegistry
{
    private static readonly NameRegistry<Regularizer> s_names = new NameRegistry<Regularizer>("regularizer")
        .Add(() => new L1(), "l1", "L1")
        .Add(() => new L2(), "l2", "L2")
        .Add(() => new L1L2(0.01, 0.01), "l1_l2")
        .Add(() => new L1L2(), "L1L2")
        .Add(() => new OrthogonalRegularizer(), "OrthogonalRegularizer", "orthogonal_regularizer");

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names => s_names.Names;

    public static Regularizer Get(string name) => s_names.Get(name);

    /// <summary>The regularizer of a file's object, or null where the class is not known.</summary>
    public static Regularizer? FromConfig(string className, JsonObject config)
    {
        Regularizer? regularizer = className switch
        {
            // Functions called l1 and l2 name their one setting "l".
            "L1" or "l1" => new L1(Number("l1") ?? Number("l") ?? 0.01),
            "L2" or "l2" => new L2(Number("l2") ?? Number("l") ?? 0.01),
            "l1_l2" => new L1L2(Number("l1") ?? 0.01, Number("l2") ?? 0.01),
            "L1L2" => new L1L2(Number("l1") ?? 0, Number("l2") ?? 0),
            "OrthogonalRegularizer" => new OrthogonalRegularizer(Number("factor") ?? 0.01, config["mode"]?.GetValue<string>() ?? "rows"),
            _ => s_names.Contains(className) ? s_names.Get(className) : null,
        };
        if (regularizer is not null)
            regularizer.FileConfig = config;
        return regularizer;

        double? Number(string key) => JsonNumber.Find(config, key);
    }
}
