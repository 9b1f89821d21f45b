using System.Text.Json.Nodes;
using KerasPort.Utils;

namespace KerasPort.Constraints;

/// <summary>The constraints by name. Keras: keras.constraints.get.</summary>
internal static class ConstraintRegistry
{
    private static readonly NameRegistry<Constraint> s_names = new NameRegistry<Constraint>("constraint");

    public static Constraint Get(string name) => s_names.Get(name);

    /// <summary>The constraint of a file's object, or null where the class is not known.</summary>
    public static Constraint? FromConfig(string className, JsonObject config) =>
        config.Count == 0 && s_names.Contains(className) ? s_names.Get(className) : null;
}
