using System.Text.Json.Nodes;
using KerasPort.Utils;

namespace KerasPort.Initializers;

/// <summary>The initializers by name. Keras: keras.initializers.get.</summary>
internal static class InitializerRegistry
{
    private static readonly NameRegistry<Initializer> s_names = new NameRegistry<Initializer>("initializer")
        .Add(() => new Zeros(), "zeros", "zero", "Zeros")
        .Add(() => new Ones(), "ones", "one", "Ones")
        .Add(() => VarianceScaling.GlorotUniform(), "glorot_uniform", "GlorotUniform");

    public static Initializer Get(string name) => s_names.Get(name);

    /// <summary>The initializer of a file's object, or null where the class is not known.</summary>
    public static Initializer? FromConfig(string className, JsonObject config) => className switch
    {
        "VarianceScaling" => VarianceScaling.FromConfig(config),
        _ => s_names.Contains(className) ? s_names.Get(className) : null,
    };
}
