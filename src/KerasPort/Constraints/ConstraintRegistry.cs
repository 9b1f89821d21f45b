using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.Utils;

namespace KerasPort.Constraints;

/// <summary>The constraints by name. Keras: keras.constraints.get.</summary>
internal static class ConstraintRegistry
{
    private static readonly NameRegistry<Constraint> s_names = new NameRegistry<Constraint>("constraint")
        .Add(() => new MaxNorm(), "max_norm", "maxnorm", "MaxNorm")
        .Add(() => new NonNeg(), "non_neg", "nonneg", "NonNeg")
        .Add(() => new UnitNorm(), "unit_norm", "unitnorm", "UnitNorm")
        .Add(() => new MinMaxNorm(), "min_max_norm", "MinMaxNorm");

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names => s_names.Names;

    public static Constraint Get(string name) => s_names.Get(name);

    /// <summary>The constraint of a file's object, or null where the class is not known.</summary>
    public static Constraint? FromConfig(string className, JsonObject config)
    {
        if (!s_names.Contains(className))
            return null;
        Constraint constraint = s_names.Get(className) switch
        {
            // Keras 1 called the setting "m".
            MaxNorm => new MaxNorm(Number("max_value") ?? Number("m") ?? 2, Axes()),
            UnitNorm => new UnitNorm(Axes()),
            MinMaxNorm => new MinMaxNorm(Number("min_value") ?? Number("low") ?? 0, Number("max_value") ?? Number("high") ?? 1, Number("rate") ?? 1, Axes()),
            var other => other,
        };
        constraint.FileConfig = config;
        return constraint;

        double? Number(string key) => JsonNumber.Find(config, key);

        int[] Axes() => config["axis"] switch
        {
            null => [0],
            JsonArray array => [.. array.Select(item => (int)JsonNumber.ToDouble(item!))],
            var single => [(int)JsonNumber.ToDouble(single)],
        };
    }
}
