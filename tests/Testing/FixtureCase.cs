using System.Text.Json.Nodes;

namespace KerasPort.Testing;

/// <summary>One call that real Keras made: the name it was made by, its arguments, what went in and what came out.</summary>
/// <param name="Kind">The fixture file's kind, such as "losses".</param>
/// <param name="Index">Its place in the file.</param>
/// <param name="Name">The function's or class' name in Keras.</param>
/// <param name="Args">The keyword arguments that differ from the defaults.</param>
/// <param name="Inputs">The arrays that went in, by name.</param>
/// <param name="Outputs">The arrays that came out, by name.</param>
/// <param name="Json">The whole case, for what single kinds add (documented in tests/Fixtures/README.md).</param>
public sealed record FixtureCase(
    string Kind,
    int Index,
    string Name,
    JsonObject Args,
    IReadOnlyDictionary<string, NpyArray> Inputs,
    IReadOnlyDictionary<string, NpyArray> Outputs,
    JsonObject Json)
{
    /// <summary>An argument, or the given default where Keras was called without it.</summary>
    public T Arg<T>(string name, T otherwise) => Args.TryGetPropertyValue(name, out var value) ? KerasFixture.Value<T>(value) : otherwise;

    /// <summary>A text of the case itself, such as its "type" or "text"; null where it has none.</summary>
    public string? Text(string name) => (string?)Json[name];

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}[{Index}] {Name} {Args.ToJsonString()}";
}
