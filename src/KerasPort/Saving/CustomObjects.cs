using System.Text.Json.Nodes;

namespace KerasPort.Saving;

/// <summary>
/// Classes and functions of one's own by the names that files give them, for loading. Keras: custom_objects.
/// </summary>
/// <example><c>new CustomObjects { ["MyLayer"] = config => new MyLayer((int)config["units"]!) }</c></example>
public sealed class CustomObjects : Dictionary<string, Func<JsonObject, object>>
{
    /// <summary>None.</summary>
    internal static CustomObjects Empty { get; } = [];

    /// <summary>The registered object of this name, if there is one of the wanted kind.</summary>
    internal T? Find<T>(string name, JsonObject config) where T : class =>
        TryGetValue(name, out var make) ? make(config) as T : null;
}
