using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.Utils;

namespace KerasPort.Initializers;

/// <summary>The initializers by name. Keras: keras.initializers.get.</summary>
internal static class InitializerRegistry
{
    private static readonly NameRegistry<Initializer> s_names = new NameRegistry<Initializer>("initializer")
        .Add(() => new Zeros(), "zeros", "zero", "Zeros")
        .Add(() => new Ones(), "ones", "one", "Ones")
        .Add(() => new Constant(), "constant", "Constant")
        .Add(() => new RandomNormal(), "random_normal", "normal", "RandomNormal")
        .Add(() => new RandomUniform(), "random_uniform", "uniform", "RandomUniform")
        .Add(() => new TruncatedNormal(), "truncated_normal", "TruncatedNormal")
        .Add(() => new VarianceScaling(), "VarianceScaling", "variance_scaling")
        .Add(() => new Orthogonal(), "orthogonal", "Orthogonal", "OrthogonalInitializer")
        .Add(() => new Identity(), "identity", "Identity", "IdentityInitializer")
        .Add(() => new GlorotUniform(), "glorot_uniform", "GlorotUniform")
        .Add(() => new GlorotNormal(), "glorot_normal", "GlorotNormal")
        .Add(() => new HeUniform(), "he_uniform", "HeUniform")
        .Add(() => new HeNormal(), "he_normal", "HeNormal")
        .Add(() => new LecunUniform(), "lecun_uniform", "LecunUniform")
        .Add(() => new LecunNormal(), "lecun_normal", "LecunNormal");

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names => s_names.Names;

    public static Initializer Get(string name) => s_names.Get(name);

    /// <summary>The initializer of a file's object, or null where the class is not known.</summary>
    public static Initializer? FromConfig(string className, JsonObject config)
    {
        if (!s_names.Contains(className))
            return null;
        var plain = s_names.Get(className);
        // A generator object in place of a number (Keras 3) says nothing that could be repeated here.
        var seed = config["seed"] is JsonValue value ? (int?)JsonNumber.ToDouble(value) : null;
        var initializer = plain switch
        {
            Constant => new Constant(Number("value", 0)),
            RandomNormal => new RandomNormal(Number("mean", 0), Number("stddev", 0.05), seed),
            RandomUniform => new RandomUniform(Number("minval", -0.05), Number("maxval", 0.05), seed),
            TruncatedNormal => new TruncatedNormal(Number("mean", 0), Number("stddev", 0.05), seed),
            Orthogonal => new Orthogonal(Number("gain", 1), seed),
            Identity => new Identity(Number("gain", 1)),
            VarianceScaling scaling => new VarianceScaling(Number("scale", scaling.Scale), Text("mode", scaling.Mode), Text("distribution", scaling.Distribution), seed),
            _ => plain,
        };
        initializer.FileConfig = config;
        return initializer;

        double Number(string key, double fallback) => JsonNumber.Find(config, key) ?? fallback;

        string Text(string key, string fallback) => config[key]?.GetValue<string>() ?? fallback;
    }
}
