using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasPort.TensorFlow;

/// <summary>
/// The dimensions of a tensor. A dimension may be unknown (null in a collection expression, -1 when read), and so may be the
/// rank. Writes as Keras does: <c>(None, 784)</c>.
/// </summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed class Shape : IEquatable<Shape>, IEnumerable<long?>
{
    private readonly long[]? _dims;

    /// <summary>A shape of these dimensions; a negative one is unknown.</summary>
    public Shape(params ReadOnlySpan<long> dims)
    {
        _dims = dims.ToArray();
        for (var i = 0; i < _dims.Length; i++)
            _dims[i] = Math.Max(_dims[i], -1);
    }

    private Shape() => _dims = null;

    /// <summary>The shape of which nothing is known.</summary>
    public static Shape Unknown { get; } = new();

    /// <summary>The shape of one number: ().</summary>
    public static Shape Scalar { get; } = new(ReadOnlySpan<long>.Empty);

    /// <summary>Makes a shape from a collection expression: <c>[null, 784]</c>.</summary>
    public static Shape Create(ReadOnlySpan<long?> dims)
    {
        var values = new long[dims.Length];
        for (var i = 0; i < dims.Length; i++)
            values[i] = dims[i] ?? -1;
        return new Shape(values);
    }

    /// <summary>Whether the number of dimensions is known.</summary>
    public bool HasRank => _dims is not null;

    /// <summary>The number of dimensions.</summary>
    /// <exception cref="InvalidOperationException">It is not known.</exception>
    public int Rank => Known.Length;

    /// <summary>Whether every dimension is known.</summary>
    public bool IsFullyKnown => _dims is not null && Array.TrueForAll(_dims, dim => dim >= 0);

    /// <summary>A dimension, -1 where it is unknown; negative indices count from the end.</summary>
    public long this[int index] => Known[index < 0 ? Known.Length + index : index];

    /// <summary>A dimension, -1 where it is unknown.</summary>
    public long this[Index index] => Known[index];

    /// <summary>A part of the shape.</summary>
    public Shape this[Range range] => new(Known.AsSpan()[range]);

    /// <summary>The number of elements.</summary>
    /// <exception cref="InvalidOperationException">A dimension is unknown.</exception>
    public long Count
    {
        get
        {
            long count = 1;
            foreach (var dim in Known)
                count = checked(count * (dim >= 0 ? dim : throw new InvalidOperationException($"The shape {this} has no known number of elements.")));
            return count;
        }
    }

    private long[] Known => _dims ?? throw new InvalidOperationException("The shape's rank is not known.");

    /// <summary>The dimensions, -1 where unknown.</summary>
    public ReadOnlySpan<long> AsSpan() => Known;

    /// <summary>The dimensions as a new array, -1 where unknown.</summary>
    public long[] ToArray() => [.. Known];

    /// <summary>The dimensions of this shape, then those of the other.</summary>
    public Shape Concat(Shape other) => new([.. Known, .. other.Known]);

    /// <summary>This shape with another dimension at an index (negative: from the end).</summary>
    public Shape With(int index, long dim)
    {
        var dims = ToArray();
        dims[index < 0 ? dims.Length + index : index] = dim;
        return new Shape(dims);
    }

    /// <summary>This shape with a dimension put in before an index.</summary>
    public Shape Insert(int index, long dim) => new([.. Known[..index], dim, .. Known[index..]]);

    /// <summary>This shape without the dimension at an index.</summary>
    public Shape RemoveAt(int index) => new([.. Known[..index], .. Known[(index + 1)..]]);

    /// <summary>Whether a value of the other shape could have this one: unknown dimensions fit any.</summary>
    public bool IsCompatibleWith(Shape other)
    {
        if (_dims is null || other._dims is null)
            return true;
        if (_dims.Length != other._dims.Length)
            return false;
        for (var i = 0; i < _dims.Length; i++)
            if (_dims[i] >= 0 && other._dims[i] >= 0 && _dims[i] != other._dims[i])
                return false;
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Shape? other) =>
        other is not null && (_dims is null) == (other._dims is null) && (_dims is null || _dims.AsSpan().SequenceEqual(other._dims));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var dim in _dims ?? [])
            hash.Add(dim);
        return hash.ToHashCode();
    }

    /// <summary>As Python writes the tuple: (None, 784), (3,), ().</summary>
    public override string ToString()
    {
        if (_dims is null)
            return "<unknown>";
        var texts = _dims.Select(dim => dim < 0 ? "None" : dim.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return _dims.Length == 1 ? $"({texts.Single()},)" : $"({string.Join(", ", texts)})";
    }

    /// <inheritdoc/>
    public IEnumerator<long?> GetEnumerator() => Known.Select(dim => dim < 0 ? (long?)null : dim).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
