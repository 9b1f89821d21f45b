using KerasPort.Hdf5.Format;

namespace KerasPort.Hdf5;

/// <summary>An array of elements of one type in the file.</summary>
/// <remarks>
/// Elements come in row-major order. Every reader throws <see cref="InvalidDataException"/> where the file is damaged,
/// where the dataset claims more than the file can hold, or where its elements are of another type.
/// </remarks>
public sealed class H5Dataset : H5Object
{
    private readonly Dataspace _space;
    private readonly Values _values;
    private DatasetReader? _reader;

    internal H5Dataset(H5File file, ObjectHeader header, string path)
        : base(file, header, path)
    {
        Type = DataTypeReader.Read(Storage, header.Find(MessageType.Datatype, path), $"type of dataset `{path}`");
        var space = header.Find(MessageType.Dataspace, path);
        var cursor = space.Read(Storage, $"shape of dataset `{path}`");
        _space = space.IsShared
            ? throw cursor.Damaged("it is stored in a shared-message table, which is not supported")
            : Dataspace.Read(ref cursor);
        _values = new Values(Storage, file.Heap, $"dataset `{path}`", Type);
    }

    /// <summary>The type of the elements.</summary>
    public H5DataType Type { get; }

    /// <summary>The shape; empty for a scalar.</summary>
    public IReadOnlyList<long> Dimensions => _space.Dimensions;

    /// <summary>The number of elements.</summary>
    public long Count => _space.Count;

    private DatasetReader Reader
    {
        get
        {
            lock (Storage.Gate)
            {
                return _reader ??= new DatasetReader(Storage, Header, Path, Type, _space);
            }
        }
    }

    /// <summary>All elements, from any number type.</summary>
    public float[] ReadSingles()
    {
        var numbers = Allocate<float>();
        ReadSingles(numbers);
        return numbers;
    }

    /// <summary>All elements, from any number type, into memory that is there already.</summary>
    /// <param name="destination">Exactly <see cref="Count"/> places.</param>
    public void ReadSingles(Span<float> destination)
    {
        _values.RequireNumbers();
        if (destination.Length != Count)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"`{Path}`: destination must have {Count} elements. Received: {destination.Length}."),
                nameof(destination));
        }

        Reader.Read(destination, Elements.IsSingle(Type), (raw, numbers) => Elements.ToSingles(Type, raw, numbers));
    }

    /// <summary>All elements, from any number type.</summary>
    public double[] ReadDoubles()
    {
        _values.RequireNumbers();
        var numbers = Allocate<double>();
        Reader.Read<double>(numbers, Elements.IsDouble(Type), (raw, part) => Elements.ToDoubles(Type, raw, part));
        return numbers;
    }

    /// <summary>All elements of an integer, enumeration or boolean type.</summary>
    public long[] ReadIntegers()
    {
        _values.RequireWhole();
        var numbers = Allocate<long>();
        Reader.Read<long>(numbers, Elements.IsInt64(Type), _values.ToIntegers);
        return numbers;
    }

    /// <summary>All elements of a text type, of fixed or varying length.</summary>
    public string[] ReadStrings()
    {
        _values.RequireStrings();
        return _values.ToStrings(Reader.ReadRaw(), Header.Address);
    }

    /// <summary>The elements' bytes as the file has them, unpacked.</summary>
    public byte[] ReadRaw()
    {
        _values.RequireRaw();
        return Reader.ReadRaw();
    }

    private T[] Allocate<T>()
    {
        Reader.Check();
        return Count <= Array.MaxLength
            ? GC.AllocateUninitializedArray<T>((int)Count)
            : throw Storage.Refused($"dataset `{Path}` has more elements than an array can");
    }
}
