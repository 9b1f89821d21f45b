namespace KerasPort.Utils;

/// <summary>
/// The names of one kind of thing and how each is made: the one table behind "a name or an object". Aliases are Keras' own.
/// </summary>
/// <param name="kind">What the things are, for messages: "activation".</param>
internal sealed class NameRegistry<T>(string kind)
{
    private readonly Dictionary<string, Func<T>> _makers = [];

    /// <summary>All names, in the order in which they were added.</summary>
    public IReadOnlyCollection<string> Names => _makers.Keys;

    /// <summary>Adds one thing under all its names.</summary>
    public NameRegistry<T> Add(Func<T> make, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            _makers.Add(name, make);
        return this;
    }

    /// <summary>Makes the thing of this name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the valid names.</exception>
    public T Get(string name)
    {
        if (name is not null && _makers.TryGetValue(name, out var make))
            return make();
        throw new ArgumentException($"Unknown {kind}. Valid names: {string.Join(", ", _makers.Keys.Order(StringComparer.Ordinal))}. Received: '{name}'.");
    }

    public bool Contains(string name) => _makers.ContainsKey(name);
}
