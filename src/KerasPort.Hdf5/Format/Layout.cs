namespace KerasPort.Hdf5.Format;

/// <summary>Where a dataset's elements lie.</summary>
internal sealed class Layout
{
    public enum Kind
    {
        Compact,
        Contiguous,
        Chunked,
    }

    public enum Index
    {
        BTree1 = 0,
        Single = 1,
        Implicit = 2,
        FixedArray = 3,
        ExtensibleArray = 4,
        BTree2 = 5,
    }

    public Kind Class { get; private set; }

    /// <summary>The elements themselves, where they lie in the message.</summary>
    public ReadOnlyMemory<byte> Data { get; private set; }

    /// <summary>Where the elements or the index of chunks begin; undefined where nothing is stored.</summary>
    public long Address { get; private set; } = Storage.Undefined;

    /// <summary>The bytes of contiguous elements.</summary>
    public long Size { get; private set; }

    public long[] ChunkDimensions { get; private set; } = [];

    public Index IndexKind { get; private set; }

    /// <summary>Whether chunks that stick out of the dataset are stored without filters.</summary>
    public bool EdgesUnfiltered { get; private set; }

    /// <summary>For a single filtered chunk: its stored size and the filters left out.</summary>
    public (long Size, uint Skipped)? SingleChunk { get; private set; }

    public static Layout Read(Storage storage, in Message message)
    {
        var cursor = message.Read(storage, "layout");
        var layout = new Layout();
        var version = cursor.Byte();
        switch (version)
        {
            case 1 or 2:
                layout.ReadOld(ref cursor, message);
                break;
            case 3 or 4:
                layout.ReadNew(ref cursor, message, version);
                break;
            default:
                throw cursor.Damaged(FormattableString.Invariant($"version must be 1 to 4. Received: {version}"));
        }

        return layout;
    }

    private static Kind ReadKind(ref Cursor cursor)
    {
        var kind = cursor.Byte();
        return kind <= 2 ? (Kind)kind
            : kind == 3 ? throw cursor.Damaged("the dataset is virtual: its elements lie in other files")
            : throw cursor.Damaged("its kind is unknown");
    }

    private void ReadOld(ref Cursor cursor, in Message message)
    {
        int rank = cursor.Byte();
        Class = ReadKind(ref cursor);
        cursor.Skip(5);
        if (Class != Kind.Compact)
        {
            Address = cursor.Offset();
        }

        var dimensions = new long[rank];
        foreach (ref var dimension in dimensions.AsSpan())
        {
            dimension = cursor.UInt32();
        }

        switch (Class)
        {
            case Kind.Compact:
                TakeData(ref cursor, message, cursor.UInt32());
                break;
            case Kind.Contiguous:
                // The size is that of the shape: the message repeats it in 32 bits, which may be too few.
                Size = long.MaxValue;
                break;
            default:
                ChunkDimensions = dimensions;
                cursor.UInt32();
                break;
        }
    }

    private void ReadNew(ref Cursor cursor, in Message message, int version)
    {
        Class = ReadKind(ref cursor);
        switch (Class)
        {
            case Kind.Compact:
                TakeData(ref cursor, message, cursor.UInt16());
                break;
            case Kind.Contiguous:
                Address = cursor.Offset();
                Size = cursor.Length();
                break;
            case Kind.Chunked when version == 3:
                int rank = cursor.Byte();
                Address = cursor.Offset();
                ReadChunkDimensions(ref cursor, rank, 4);
                break;
            default:
                ReadChunked4(ref cursor);
                break;
        }
    }

    private void ReadChunked4(ref Cursor cursor)
    {
        var flags = cursor.Byte();
        EdgesUnfiltered = (flags & 1) != 0;
        int rank = cursor.Byte(), width = cursor.Byte();
        ReadChunkDimensions(ref cursor, rank, width);
        var kind = cursor.Byte();
        switch (kind)
        {
            case 1:
                SingleChunk = (flags & 2) != 0 ? (cursor.Length(), cursor.UInt32()) : null;
                break;
            case 2:
                break;
            case 3:
                cursor.Skip(1);
                break;
            case 4:
                cursor.Skip(5);
                break;
            case 5:
                cursor.Skip(6);
                break;
            default:
                throw cursor.Damaged("its kind of chunk index is unknown");
        }

        IndexKind = (Index)kind;
        Address = cursor.Offset();
    }

    /// <summary>Reads one length for each dimension and, as the last, the size of an element.</summary>
    private void ReadChunkDimensions(ref Cursor cursor, int rank, int width)
    {
        if (rank < 2)
        {
            throw cursor.Damaged("chunks have no dimensions");
        }

        ChunkDimensions = new long[rank - 1];
        foreach (ref var dimension in ChunkDimensions.AsSpan())
        {
            dimension = cursor.Count(width);
        }

        cursor.Number(width);
    }

    private void TakeData(ref Cursor cursor, in Message message, long size)
    {
        var start = cursor.Position;
        cursor.Skip(size);
        Data = message.Body.Slice(start, (int)size);
        Size = size;
    }
}
