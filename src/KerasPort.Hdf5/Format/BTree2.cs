using System.Numerics;

namespace KerasPort.Hdf5.Format;

/// <summary>Reads the records of a version 2 B-tree.</summary>
internal sealed class BTree2
{
    private const int LeafOverhead = 10;
    private const int MostLevels = 16;

    private readonly Storage _storage;
    private readonly Walk _walk;
    private int _nodeSize;
    private int _recordSize;
    private int _type;

    // For each level (0: leaves) the most records in a node, and the bytes that the count of a whole subtree takes.
    private readonly List<(long Records, int TotalSize)> _levels = [];

    private BTree2(Storage storage)
    {
        _storage = storage;
        _walk = new Walk(storage, "B-tree");
    }

    public delegate void RecordReader(ref Cursor record);

    /// <summary>Calls the reader for each record, in the tree's order.</summary>
    public static void Read(Storage storage, long address, ReadOnlySpan<int> types, Func<int, int, RecordReader> readerFor)
    {
        var tree = new BTree2(storage);
        var cursor = storage.At(address, 16 + storage.OffsetSize + 2 + storage.LengthSize + 4, "B-tree header");
        cursor.Expect("BTHD"u8);
        cursor.Version(0);
        tree._type = cursor.Byte();
        var nodeSize = cursor.UInt32();
        tree._recordSize = cursor.UInt16();
        int depth = cursor.UInt16();
        cursor.Skip(2);
        var root = cursor.Offset();
        int rootRecords = cursor.UInt16();
        var total = cursor.Length();
        cursor.Checksum();
        if (!types.Contains(tree._type))
        {
            throw cursor.Damaged(FormattableString.Invariant($"its records are of the wrong type {tree._type}"));
        }

        if (nodeSize > storage.Length || nodeSize < LeafOverhead + tree._recordSize || tree._recordSize == 0 || depth >= MostLevels)
        {
            throw cursor.Damaged("its sizes are impossible");
        }

        tree._nodeSize = (int)nodeSize;
        tree.MeasureLevels(depth);
        if (root == Storage.Undefined)
        {
            return;
        }

        var reader = readerFor(tree._type, tree._recordSize);
        var found = tree.ReadNode(root, rootRecords, depth, reader);
        if (found != total)
        {
            throw storage.Damaged(FormattableString.Invariant($"B-tree: it should have {total} records and has {found}"), address);
        }
    }

    private static int SizeOf(long largest) => (BitOperations.Log2((ulong)Math.Max(1, largest)) / 8) + 1;

    private void MeasureLevels(int depth)
    {
        long leafRecords = (_nodeSize - LeafOverhead) / _recordSize;
        _levels.Add((leafRecords, 0));
        var total = leafRecords;
        for (var level = 1; level <= depth; level++)
        {
            var pointer = PointerSize(level);
            var records = (_nodeSize - LeafOverhead - pointer) / (_recordSize + pointer);
            if (records < 1)
            {
                throw _storage.Refused("B-tree: its nodes are too small");
            }

            if (total > (1L << 56) / (records + 1))
            {
                throw _storage.Refused("B-tree: it is deeper than any file needs");
            }

            total = ((records + 1) * total) + records;
            _levels.Add((records, SizeOf(total)));
        }
    }

    private int PointerSize(int level) => _storage.OffsetSize + SizeOf(_levels[0].Records) + _levels[level - 1].TotalSize;

    private long ReadNode(long address, int records, int level, RecordReader reader)
    {
        _walk.Visit(address, _nodeSize);
        if (records > _levels[level].Records)
        {
            throw _storage.Damaged("B-tree: a node has too many records", address);
        }

        var bytes = new byte[_nodeSize];
        _storage.Read(address, bytes, "B-tree node");
        var cursor = new Cursor(_storage, bytes, address, "B-tree node");
        cursor.Expect(level == 0 ? "BTLF"u8 : "BTIN"u8);
        cursor.Version(0);
        if (cursor.Byte() != _type)
        {
            throw cursor.Damaged("its type is not its tree's");
        }

        var recordsAt = cursor.Position;
        cursor.Skip((long)records * _recordSize);
        var children = new (long Address, int Records)[level == 0 ? 0 : records + 1];
        foreach (ref var child in children.AsSpan())
        {
            child = (cursor.Target(), (int)Math.Min(cursor.Count(SizeOf(_levels[0].Records)), int.MaxValue));
            if (level > 1)
            {
                cursor.Skip(_levels[level - 1].TotalSize);
            }
        }

        cursor.Checksum();
        long found = records;
        for (var i = 0; i <= records; i++)
        {
            if (level > 0)
            {
                found += ReadNode(children[i].Address, children[i].Records, level - 1, reader);
            }

            if (i < records)
            {
                var start = recordsAt + (i * _recordSize);
                var record = new Cursor(_storage, bytes.AsSpan(start, _recordSize), address + start, "B-tree record");
                reader(ref record);
            }
        }

        return found;
    }
}
