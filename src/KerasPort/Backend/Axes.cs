using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace KerasPort;

/// <summary>
/// The axes of a reduction: one (<c>-1</c>) or several (<c>[0, 1]</c>), negative ones counted from the end. Python's
/// <c>axis</c> argument.
/// </summary>
[CollectionBuilder(typeof(Axes), nameof(Create))]
public sealed class Axes : IEnumerable<int>
{
    private readonly int[] _axes;

    private Axes(int[] axes) => _axes = axes;

    /// <summary>Several axes, from a collection expression.</summary>
    public static Axes Create(ReadOnlySpan<int> axes) => new(axes.ToArray());

    /// <summary>One axis.</summary>
    public static implicit operator Axes(int axis) => new([axis]);

    /// <summary>Several axes; null stands for all, as in Python.</summary>
    [return: NotNullIfNotNull(nameof(axes))]
    public static implicit operator Axes?(int[]? axes) => axes is null ? null : new([.. axes]);

    internal int[] ToArray() => _axes;

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => _axes.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
