namespace KerasPort.Hdf5.Format;

/// <summary>Receives one element of an array index.</summary>
internal delegate void ElementReader(ref Cursor element, long number);

/// <summary>Reads data blocks of array indexes, whole or cut into pages.</summary>
internal sealed class ElementBlocks(
    Storage storage, Walk walk, byte[] signature, string what, int elementSize, int pageBits, int extraBytes)
{
    /// <summary>Reads one block.</summary>
    /// <param name="address">Where it lies.</param>
    /// <param name="first">The number of its first element.</param>
    /// <param name="count">How many elements it has.</param>
    /// <param name="pages">Which pages are there, where the block does not say so itself.</param>
    /// <param name="reader">Receives the elements.</param>
    public void Read(long address, long first, long count, ReadOnlySpan<byte> pages, ElementReader reader)
    {
        var prefix = 6 + storage.OffsetSize + extraBytes;
        var pageElements = 1L << pageBits;
        if (count <= pageElements)
        {
            var size = prefix + (count * elementSize) + 4;
            walk.Visit(address, size);
            var whole = Open(address, size);
            Start(ref whole);
            ReadRun(ref whole, first, count, reader);
            whole.Checksum();
            return;
        }

        var pageCount = (count + pageElements - 1) / pageElements;
        var ownMap = pages.IsEmpty;
        var mapBytes = ownMap ? (pageCount + 7) / 8 : 0;
        walk.Visit(address, prefix + mapBytes + 4);
        var head = Open(address, prefix + mapBytes + 4);
        Start(ref head);
        var map = ownMap ? head.Take(mapBytes) : pages;
        head.Checksum();
        var at = head.Address;
        for (long page = 0; page < pageCount; page++)
        {
            var inPage = Math.Min(pageElements, count - (page * pageElements));
            var size = (inPage * elementSize) + 4;
            if ((map[(int)(page / 8)] & (0x80 >> (int)(page % 8))) != 0)
            {
                walk.Visit(at, size);
                var cursor = Open(at, size);
                ReadRun(ref cursor, first + (page * pageElements), inPage, reader);
                cursor.Checksum();
            }

            // Only the last page may be short, so the others lie at equal distances.
            at += (pageElements * elementSize) + 4;
        }
    }

    private Cursor Open(long address, long size)
    {
        storage.Require(address, size, what);
        var bytes = new byte[size];
        storage.Read(address, bytes, what);
        return new Cursor(storage, bytes, address, what);
    }

    private void Start(ref Cursor cursor)
    {
        cursor.Expect(signature);
        cursor.Version(0);
        cursor.Skip(1 + storage.OffsetSize + extraBytes);
    }

    private void ReadRun(ref Cursor cursor, long first, long count, ElementReader reader)
    {
        for (long i = 0; i < count; i++)
        {
            var origin = cursor.Address;
            var element = new Cursor(storage, cursor.Take(elementSize), origin, what);
            reader(ref element, first + i);
        }
    }
}
