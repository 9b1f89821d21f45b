using System.Text.Json.Nodes;
using KerasPort.Saving;

namespace KerasPort.Layers;

/// <summary>
/// Lengths before and after each spatial axis, for padding and cropping: Python's <c>1</c>, <c>(1, 2)</c> or
/// <c>((1, 2), (0, 1))</c>. Numbers and tuples convert.
/// </summary>
public sealed class Margins
{
    private readonly int[][] _values;

    private Margins(params int[][] values) => _values = values;

    /// <summary>The same length before and after every axis.</summary>
    public static implicit operator Margins(int value) => new([value]);

    /// <summary>Before and after a single axis; with two axes, a length for both sides of each.</summary>
    public static implicit operator Margins((int First, int Second) values) => new([values.First], [values.Second]);

    /// <summary>A length for both sides of each of three axes.</summary>
    public static implicit operator Margins((int First, int Second, int Third) values) => new([values.First], [values.Second], [values.Third]);

    /// <summary>Before and after each of two axes.</summary>
    public static implicit operator Margins(((int Before, int After) First, (int Before, int After) Second) values) =>
        new([values.First.Before, values.First.After], [values.Second.Before, values.Second.After]);

    /// <summary>Before and after each of three axes.</summary>
    public static implicit operator Margins(((int Before, int After) First, (int Before, int After) Second, (int Before, int After) Third) values) =>
        new([values.First.Before, values.First.After], [values.Second.Before, values.Second.After], [values.Third.Before, values.Third.After]);

    internal static Margins Read(ConfigReader config, string key, int fallback)
    {
        try
        {
            return config.Node(key) switch
            {
                null => fallback,
                JsonArray array => new Margins([.. array.Select(item => item is JsonArray pair ? pair.Select(side => ConfigReader.ToInt(side!)).ToArray() : [ConfigReader.ToInt(item!)])]),
                { } number => new Margins([ConfigReader.ToInt(number)]),
            };
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException)
        {
            throw config.Wrong(key, "a whole number, or lists of them");
        }
    }

    /// <summary>The lengths before and after each axis.</summary>
    internal (int Before, int After)[] Resolve(string className, string argument, int axes)
    {
        (int, int)[]? pairs = _values switch
        {
            [[var all]] => [.. Enumerable.Repeat((all, all), axes)],
            [[var before], [var after]] when axes == 1 => [(before, after)],
            _ when _values.Length == axes && Array.TrueForAll(_values, pair => pair.Length is 1 or 2) => [.. _values.Select(pair => (pair[0], pair[^1]))],
            _ => null,
        };
        return pairs is not null && Array.TrueForAll(pairs, pair => pair.Item1 >= 0 && pair.Item2 >= 0)
            ? pairs
            : throw new ArgumentException($"`{className}`: {argument} must be a length of at least 0, or one or a pair for each of {axes} axes. Received: {argument}={this}.", argument);
    }

    internal static JsonArray ToConfig((int Before, int After)[] margins) => margins.Length == 1
        ? ConfigWriter.Ints(margins[0].Before, margins[0].After)
        : new JsonArray([.. margins.Select(pair => (JsonNode)ConfigWriter.Ints(pair.Before, pair.After))]);

    /// <inheritdoc/>
    public override string ToString()
    {
        var texts = Array.ConvertAll(_values, pair => pair.Length == 1 ? $"{pair[0]}" : $"({string.Join(", ", pair)})");
        return texts.Length == 1 ? texts[0] : $"({string.Join(", ", texts)})";
    }
}
