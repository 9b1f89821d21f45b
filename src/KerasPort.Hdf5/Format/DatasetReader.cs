using System.Runtime.InteropServices;

namespace KerasPort.Hdf5.Format;

/// <summary>Turns raw elements into numbers.</summary>
internal delegate void Conversion<T>(ReadOnlySpan<byte> raw, Span<T> numbers);

/// <summary>Reads the elements of one dataset.</summary>
internal sealed class DatasetReader(Storage storage, ObjectHeader header, string path, H5DataType type, Dataspace space)
{
    private const int BlockBytes = 1 << 18;

    // As bytes a span has at most 2 GB.
    private const int LargestPart = 1 << 28;

    private readonly Lock _gate = new();
    private readonly Layout _layout = Layout.Read(storage, header.Find(MessageType.Layout, path));
    private bool _charged;

    private long Bytes => space.Count * type.Size;

    /// <summary>Checks, before anything is allocated, that the file can hold what the dataset claims.</summary>
    public void Check()
    {
        if (header.TryFind(MessageType.ExternalFiles, out _))
        {
            throw storage.Refused($"dataset `{path}` keeps its elements in other files, which are not opened");
        }

        if (space.Count > long.MaxValue / type.Size)
        {
            throw storage.Refused($"dataset `{path}` is impossibly large");
        }

        lock (_gate)
        {
            if (!_charged)
            {
                storage.ChargeData(Bytes, StoredBytes(), path);
                _charged = true;
            }
        }
    }

    /// <summary>Fills the destination.</summary>
    /// <param name="destination">One place for each element.</param>
    /// <param name="direct">Whether the file's bytes are those of the destination.</param>
    /// <param name="convert">What makes numbers of bytes where they are not.</param>
    public void Read<T>(Span<T> destination, bool direct, Conversion<T> convert)
        where T : unmanaged
    {
        Check();
        if (_layout.Class == Layout.Kind.Chunked)
        {
            if (direct)
            {
                ReadChunks(MemoryMarshal.AsBytes(destination));
                return;
            }

            var raw = new byte[Bytes];
            ReadChunks(raw);
            convert(raw, destination);
            return;
        }

        var buffer = direct ? [] : new byte[Math.Min(Bytes, Math.Max(1, BlockBytes / type.Size) * (long)type.Size)];
        var step = direct ? LargestPart : buffer.Length / type.Size;
        for (var done = 0; done < destination.Length;)
        {
            var part = destination.Slice(done, Math.Min(step, destination.Length - done));
            if (direct)
            {
                ReadBytes((long)done * type.Size, MemoryMarshal.AsBytes(part));
            }
            else
            {
                var raw = buffer.AsSpan(0, part.Length * type.Size);
                ReadBytes((long)done * type.Size, raw);
                convert(raw, part);
            }

            done += part.Length;
        }
    }

    /// <summary>All bytes of the elements.</summary>
    public byte[] ReadRaw()
    {
        Check();
        if (Bytes > Array.MaxLength)
        {
            throw storage.Refused($"dataset `{path}` is larger than an array can be");
        }

        var raw = new byte[Bytes];
        if (_layout.Class == Layout.Kind.Chunked)
        {
            ReadChunks(raw);
        }
        else
        {
            ReadBytes(0, raw);
        }

        return raw;
    }

    private long StoredBytes()
    {
        switch (_layout.Class)
        {
            case Layout.Kind.Chunked:
                return ReadIndex(out _).Sum(chunk => chunk.Size);
            case Layout.Kind.Contiguous when _layout.Address == Storage.Undefined:
                return 0;
            case Layout.Kind.Contiguous:
                if (Bytes > _layout.Size)
                {
                    throw storage.Damaged($"dataset `{path}` is larger than the room it has", _layout.Address);
                }

                storage.Require(_layout.Address, Bytes, $"dataset `{path}`");
                return Bytes;
            default:
                return Bytes <= _layout.Size
                    ? Bytes
                    : throw storage.Damaged($"dataset `{path}` is larger than the room it has", header.Address);
        }
    }

    private void ReadBytes(long offset, Span<byte> destination)
    {
        if (_layout.Class == Layout.Kind.Compact)
        {
            _layout.Data.Span.Slice((int)offset, destination.Length).CopyTo(destination);
        }
        else if (_layout.Address == Storage.Undefined)
        {
            Fill(destination);
        }
        else
        {
            storage.Read(_layout.Address + offset, destination, $"dataset `{path}`");
        }
    }

    private List<Chunk> ReadIndex(out ChunkGrid grid)
    {
        grid = new ChunkGrid(storage, space, _layout, type.Size, path);
        var filters = FilterPipeline.Read(storage, header);
        lock (storage.Gate)
        {
            return new ChunkIndex(storage, _layout, grid, space, !filters.IsEmpty).Read();
        }
    }

    private void ReadChunks(Span<byte> destination)
    {
        var chunks = ReadIndex(out var grid);
        var filters = FilterPipeline.Read(storage, header);

        // Chunks may stick out of the dataset, but what is unpacked for it must stay in proportion.
        if (grid.Cells * grid.ChunkBytes > (2L * destination.Length) + (32L << 20))
        {
            throw storage.Refused($"dataset `{path}`: its chunks are far larger than itself");
        }

        if (chunks.Count < grid.Cells)
        {
            Fill(destination);
        }

        foreach (var chunk in chunks)
        {
            var bare = filters.IsEmpty || (_layout.EdgesUnfiltered && grid.IsPartial(chunk.Cell));
            if (bare && chunk.Size < grid.ChunkBytes)
            {
                throw storage.Damaged($"dataset `{path}`: a chunk is too small", chunk.Address);
            }

            var stored = new byte[bare ? grid.ChunkBytes : chunk.Size];
            storage.Read(chunk.Address, stored, $"chunk of dataset `{path}`");
            var data = bare ? stored : filters.Decode(stored, chunk.Skipped, grid.ChunkBytes, chunk.Address);
            grid.Scatter(chunk.Cell, data, destination);
        }
    }

    /// <summary>Repeats the value that stands for elements which were never written.</summary>
    private void Fill(Span<byte> destination)
    {
        var value = FillValue();
        if (value.Length != type.Size || !value.ContainsAnyExcept((byte)0))
        {
            destination.Clear();
            return;
        }

        for (var i = 0; i + value.Length <= destination.Length; i += value.Length)
        {
            value.CopyTo(destination[i..]);
        }
    }

    private ReadOnlySpan<byte> FillValue()
    {
        if (header.TryFind(MessageType.FillValue, out var message))
        {
            var cursor = message.Read(storage, "fill value");
            var version = cursor.Byte();
            if (version == 3)
            {
                return (cursor.Byte() & 0x20) != 0 ? cursor.Take(cursor.UInt32()) : [];
            }

            cursor.Skip(2);
            return cursor.Byte() != 0 || version == 1 ? cursor.Take(cursor.UInt32()) : [];
        }

        if (header.TryFind(MessageType.OldFillValue, out message))
        {
            var cursor = message.Read(storage, "fill value");
            return cursor.Take(cursor.UInt32());
        }

        return [];
    }
}
