using System.Text.Json.Nodes;
using KerasPort.Utils;

namespace KerasPort.Regularizers;

/// <summary>The regularizers by name. Keras: keras.regularizers.get.</summary>
internal static class RegularizerRegistry
{
    private static readonly NameRegistry<Regularizer> s_names = new NameRegistry<Regularizer>("regularizer");

    public static Regularizer Get(string name) => s_names.Get(name);

    /// <summary>The regularizer of a file's object, or null where the class is not known.</summary>
    public static Regularizer? FromConfig(string className, JsonObject config) =>
        config.Count == 0 && s_names.Contains(className) ? s_names.Get(className) : null;
}
