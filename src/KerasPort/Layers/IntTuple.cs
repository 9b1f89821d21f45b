using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace KerasPort.Layers;

/// <summary>
/// Whole numbers, one for each spatial axis, or a single one for all: Python's <c>3</c> or <c>(3, 3)</c>. Numbers, tuples and
/// collection expressions convert: <c>3</c>, <c>(3, 3)</c>, <c>[3, 3]</c>.
/// </summary>
[CollectionBuilder(typeof(IntTuple), nameof(Create))]
public sealed class IntTuple : IEnumerable<int>
{
    private readonly int[] _values;

    private IntTuple(int[] values) => _values = values;

    /// <summary>Makes one from a collection expression.</summary>
    public static IntTuple Create(ReadOnlySpan<int> values) => new(values.ToArray());

    /// <summary>One number for all axes.</summary>
    public static implicit operator IntTuple(int value) => new([value]);

    /// <summary>A number for each of two axes.</summary>
    public static implicit operator IntTuple((int First, int Second) values) => new([values.First, values.Second]);

    /// <summary>A number for each of three axes.</summary>
    public static implicit operator IntTuple((int First, int Second, int Third) values) => new([values.First, values.Second, values.Third]);

    /// <summary>A number for each axis; null stays null.</summary>
    [return: NotNullIfNotNull(nameof(values))]
    public static implicit operator IntTuple?(int[]? values) => values is null ? null : Create(values);

    /// <summary>One number an axis.</summary>
    /// <exception cref="ArgumentException">There are neither one nor as many as axes, or one is below the least.</exception>
    internal int[] Resolve(string className, string argument, int axes, int least = 1)
    {
        var values = _values.Length == 1 && axes > 1 ? [.. Enumerable.Repeat(_values[0], axes)] : _values;
        if (values.Length != axes || Array.Exists(values, value => value < least))
            throw new ArgumentException($"`{className}`: {argument} must be a whole number of at least {least}, or {axes} of them. Received: {argument}={this}.", argument);
        return values;
    }

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => _values.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => _values.Length == 1
        ? _values[0].ToString(System.Globalization.CultureInfo.InvariantCulture)
        : $"({string.Join(", ", _values)})";
}
