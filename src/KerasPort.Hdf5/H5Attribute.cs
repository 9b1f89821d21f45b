using KerasPort.Hdf5.Format;

namespace KerasPort.Hdf5;

/// <summary>One attribute of a group or dataset: a name with a few values.</summary>
/// <remarks>Every reader throws <see cref="InvalidDataException"/> where the values are of another type.</remarks>
public sealed class H5Attribute
{
    private readonly Values _values;
    private readonly long[] _dimensions;
    private readonly byte[] _data;
    private readonly long _origin;

    internal H5Attribute(
        Storage storage, GlobalHeap heap, string path, string name, H5DataType type, Dataspace space, byte[] data, long origin)
    {
        Name = name;
        Type = type;
        Count = (int)space.Count;
        _dimensions = space.Dimensions;
        _data = data;
        _origin = origin;
        _values = new Values(storage, heap, $"attribute `{name}` of `{path}`", type);
    }

    /// <summary>The attribute's name.</summary>
    public string Name { get; }

    /// <summary>The type of its values.</summary>
    public H5DataType Type { get; }

    /// <summary>The shape of its values; empty for a single one.</summary>
    public IReadOnlyList<long> Dimensions => _dimensions;

    /// <summary>The number of values.</summary>
    public int Count { get; }

    /// <summary>The values as texts, of fixed or varying length, ASCII or UTF-8; an attribute without values gives none,
    /// whatever its type (h5py writes an empty list as numbers).</summary>
    public string[] ReadStrings()
    {
        if (Count == 0)
        {
            return [];
        }

        _values.RequireStrings();
        return _values.ToStrings(_data, _origin);
    }

    /// <summary>The values as floating-point numbers, from any number type.</summary>
    public double[] ReadDoubles()
    {
        _values.RequireNumbers();
        var numbers = new double[Count];
        Elements.ToDoubles(Type, _data, numbers);
        return numbers;
    }

    /// <summary>The values as whole numbers, from any integer, enumeration or boolean type.</summary>
    public long[] ReadIntegers()
    {
        _values.RequireWhole();
        var numbers = new long[Count];
        _values.ToIntegers(_data, numbers);
        return numbers;
    }

    /// <summary>The values' bytes as the file has them.</summary>
    public byte[] ReadRaw()
    {
        _values.RequireRaw();
        return (byte[])_data.Clone();
    }

    internal T Single<T>(T[] values) => values.Length == 1 ? values[0] : throw _values.WrongCount("one value", values.Length);
}
