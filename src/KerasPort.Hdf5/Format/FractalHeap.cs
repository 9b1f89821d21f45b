using System.Numerics;

namespace KerasPort.Hdf5.Format;

/// <summary>The heap of newer files, where links and attributes of large objects lie.</summary>
internal sealed class FractalHeap
{
    private readonly Storage _storage;
    private readonly long _address;
    private readonly Dictionary<long, byte[]> _blocks = [];
    private readonly Walk _walk;
    private Dictionary<long, (long Address, long Size)>? _huge;
    private int _idSize;
    private bool _checksummed;
    private long _largestManaged;
    private long _hugeTree;
    private int _width;
    private long _startingSize;
    private long _largestDirect;
    private int _heapBits;
    private long _root;
    private int _rootRows;

    private FractalHeap(Storage storage, long address)
    {
        _storage = storage;
        _address = address;
        _walk = new Walk(storage, "fractal heap");
    }

    /// <summary>The size of the numbers that name objects in this heap.</summary>
    public int IdSize => _idSize;

    private int OffsetBytes => (_heapBits + 7) / 8;

    private int LengthBytes => Math.Min((Log2(_largestDirect) + 7) / 8, (Log2(Math.Max(1, _largestManaged)) / 8) + 1);

    private int DirectRows => Log2(_largestDirect) - Log2(_startingSize) + 2;

    public static FractalHeap Read(Storage storage, long address)
    {
        var heap = new FractalHeap(storage, address);
        heap.ReadHeader();
        return heap;
    }

    /// <summary>The bytes of one object.</summary>
    public Cursor Open(scoped ref Cursor id, string what)
    {
        var head = id.Byte();
        if (head >> 6 != 0)
        {
            throw id.Damaged("a heap number's version must be 0");
        }

        switch ((head >> 4) & 3)
        {
            case 0:
                return OpenManaged(id.Count(OffsetBytes), id.Count(LengthBytes), what);
            case 1:
                return OpenHuge(ref id, what);
            case 2:
                return OpenTiny(ref id, head, what);
            default:
                throw id.Damaged("a heap number's kind is unknown");
        }
    }

    private static int Log2(long value) => BitOperations.Log2((ulong)value);

    private void ReadHeader()
    {
        int o = _storage.OffsetSize, l = _storage.LengthSize;
        var cursor = _storage.At(_address, 26 + (3 * o) + (12 * l), "fractal heap");
        cursor.Expect("FRHP"u8);
        cursor.Version(0);
        _idSize = cursor.UInt16();
        if (cursor.UInt16() != 0)
        {
            throw cursor.Damaged("it is compressed, which is not supported");
        }

        _checksummed = (cursor.Byte() & 2) != 0;
        _largestManaged = cursor.UInt32();
        cursor.Skip(l);
        _hugeTree = cursor.Offset();
        cursor.Skip(l + o + (8 * l));
        _width = cursor.UInt16();
        _startingSize = cursor.Length();
        _largestDirect = cursor.Length();
        _heapBits = cursor.UInt16();
        cursor.Skip(2);
        _root = cursor.Offset();
        _rootRows = cursor.UInt16();
        cursor.Checksum();
        if (_width == 0 || !BitOperations.IsPow2(_width) || _startingSize == 0 || !BitOperations.IsPow2(_startingSize)
            || !BitOperations.IsPow2(_largestDirect) || _largestDirect < _startingSize || _largestDirect > int.MaxValue
            || _heapBits is < 8 or > 64 || _idSize < 1 + OffsetBytes || _rootRows > _heapBits)
        {
            throw cursor.Damaged("its sizes are impossible");
        }
    }

    private Cursor OpenManaged(long offset, long length, string what)
    {
        var (block, blockOffset, blockAddress) = _rootRows == 0
            ? (LoadDirect(_root, _startingSize), 0L, _root)
            : FindDirect(offset);
        var cursor = new Cursor(_storage, block, blockAddress, "fractal heap's block");
        cursor.Skip(offset - blockOffset);
        var address = cursor.Address;
        return new Cursor(_storage, cursor.Take(length), address, what);
    }

    /// <summary>Goes down the table of blocks to the one that holds an offset.</summary>
    private (byte[] Block, long Offset, long Address) FindDirect(long offset)
    {
        var address = _root;
        var rows = _rootRows;
        long start = 0;
        for (var level = 0; level < 64; level++)
        {
            var (row, column, rowStart, size) = Locate(offset - start, rows);
            var entry = ChildAddress(address, rows, (row * _width) + column);
            start += rowStart + (column * size);
            if (row < DirectRows)
            {
                return (LoadDirect(entry, size), start, entry);
            }

            address = entry;
            rows = Log2(size) - Log2(_startingSize * _width) + 1;
        }

        throw _storage.Damaged("fractal heap: its blocks are nested too deeply", _address);
    }

    private (int Row, long Column, long RowStart, long Size) Locate(long offset, int rows)
    {
        long rowStart = 0;
        for (var row = 0; row < rows && row < 62 - Log2(_startingSize) - Log2(_width); row++)
        {
            var size = _startingSize << Math.Max(0, row - 1);
            if (offset < rowStart + (size * _width))
            {
                return (row, (offset - rowStart) / size, rowStart, size);
            }

            rowStart += size * _width;
        }

        throw _storage.Damaged("fractal heap: an object lies behind its end", _address);
    }

    private long ChildAddress(long address, int rows, long index)
    {
        var prefix = 5 + _storage.OffsetSize + OffsetBytes;
        var size = prefix + ((long)rows * _width * _storage.OffsetSize) + 4;
        var block = LoadBlock(address, size);
        var cursor = new Cursor(_storage, block, address, "fractal heap's table");
        cursor.Expect("FHIB"u8);
        cursor.Version(0);
        CheckOwner(ref cursor);
        cursor.Skip(size - 4 - cursor.Position);
        cursor.Checksum();
        var entry = new Cursor(_storage, block, address, "fractal heap's table");
        entry.Skip(prefix + (index * _storage.OffsetSize));
        return entry.Target();
    }

    private byte[] LoadDirect(long address, long size)
    {
        var isNew = !_blocks.ContainsKey(address);
        var block = LoadBlock(address, size);
        var cursor = new Cursor(_storage, block, address, "fractal heap's block");
        cursor.Expect("FHDB"u8);
        cursor.Version(0);
        CheckOwner(ref cursor);
        cursor.Skip(OffsetBytes);
        if (_checksummed && isNew)
        {
            // The sum is taken with its own four bytes as zeros.
            var expected = cursor.UInt32();
            var copy = (byte[])block.Clone();
            copy.AsSpan(cursor.Position - 4, 4).Clear();
            if (Checksum.Lookup3(copy) != expected)
            {
                throw cursor.Damaged("its checksum is wrong");
            }
        }

        return block;
    }

    private byte[] LoadBlock(long address, long size)
    {
        if (_blocks.TryGetValue(address, out var block) && block.Length == size)
        {
            return block;
        }

        _walk.Visit(address, size);
        block = _storage.Load(address, size, "fractal heap's block");
        _blocks[address] = block;
        return block;
    }

    private void CheckOwner(ref Cursor cursor)
    {
        if (cursor.Offset() != _address)
        {
            throw cursor.Damaged("it belongs to another heap");
        }
    }

    private Cursor OpenTiny(scoped ref Cursor id, byte head, string what)
    {
        // Numbers of more than 17 bytes have a second byte for the length.
        var length = _idSize > 17 ? ((head & 15) << 8) + id.Byte() + 1 : (head & 15) + 1;
        var address = id.Address;
        return new Cursor(_storage, id.Take(length).ToArray(), address, what);
    }

    private Cursor OpenHuge(scoped ref Cursor id, string what)
    {
        int o = _storage.OffsetSize, l = _storage.LengthSize;
        if (o + l <= _idSize - 1)
        {
            return _storage.At(id.Target(), id.Length(), what);
        }

        var key = id.Count(Math.Min(_idSize - 1, l));
        _huge ??= ReadHuge();
        return _huge.TryGetValue(key, out var place)
            ? _storage.At(place.Address, place.Size, what)
            : throw id.Damaged("a large object is not in the heap");
    }

    private Dictionary<long, (long Address, long Size)> ReadHuge()
    {
        if (_hugeTree == Storage.Undefined)
        {
            throw _storage.Damaged("fractal heap: it has no large objects", _address);
        }

        var places = new Dictionary<long, (long Address, long Size)>();
        BTree2.Read(_storage, _hugeTree, [1], (_, _) => (ref record) =>
        {
            var place = (record.Target(), record.Length());
            places[record.Length()] = place;
        });
        return places;
    }
}
