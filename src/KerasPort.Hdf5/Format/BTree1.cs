namespace KerasPort.Hdf5.Format;

/// <summary>Reads the leaves of a version 1 B-tree.</summary>
internal static class BTree1
{
    private const int MostLevels = 32;

    public enum Kind
    {
        Group = 0,
        Chunks = 1,
    }

    /// <summary>Receives one leaf: the key before it and its address.</summary>
    public delegate void LeafReader(ref Cursor key, long child);

    public static void Read(Storage storage, Walk walk, long address, Kind kind, int keySize, LeafReader reader) =>
        ReadNode(storage, walk, address, kind, keySize, MostLevels, expectedLevel: null, reader);

    private static void ReadNode(
        Storage storage, Walk walk, long address, Kind kind, int keySize, int levelsLeft, int? expectedLevel, LeafReader reader)
    {
        if (levelsLeft == 0)
        {
            throw storage.Damaged("B-tree: it is nested too deeply", address);
        }

        var headSize = 8 + (2 * storage.OffsetSize);
        storage.Require(address, headSize, "B-tree node");
        var bytes = new byte[headSize];
        storage.Read(address, bytes, "B-tree node");
        var head = new Cursor(storage, bytes, address, "B-tree node");
        head.Expect("TREE"u8);
        if (head.Byte() != (int)kind)
        {
            throw head.Damaged("it is of the wrong kind");
        }

        int level = head.Byte();
        if (expectedLevel is not null && level != expectedLevel)
        {
            throw head.Damaged("its level is not one less than its parent's");
        }

        int entries = head.UInt16();
        var entrySize = keySize + storage.OffsetSize;
        var size = (long)entries * entrySize;
        walk.Visit(address, headSize + size);
        bytes = new byte[size];
        storage.Read(address + headSize, bytes, "B-tree node");
        for (var i = 0; i < entries; i++)
        {
            var origin = address + headSize + ((long)i * entrySize);
            var entry = new Cursor(storage, bytes.AsSpan(i * entrySize, entrySize), origin, "B-tree entry");
            var key = new Cursor(storage, entry.Take(keySize), origin, "B-tree key");
            var child = entry.Target();
            if (level == 0)
            {
                reader(ref key, child);
            }
            else
            {
                ReadNode(storage, walk, child, kind, keySize, levelsLeft - 1, level - 1, reader);
            }
        }
    }
}
