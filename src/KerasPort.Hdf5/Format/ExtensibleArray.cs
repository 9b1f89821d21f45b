using System.Numerics;

namespace KerasPort.Hdf5.Format;

/// <summary>Reads the array index of a dataset that grows in one dimension.</summary>
internal sealed class ExtensibleArray(Storage storage, Walk walk, ExtensibleArray.Reader reader)
{
    private int _elementSize;
    private int _arrayBits;
    private int _smallestBlock;
    private int _pageBits;

    public delegate void Reader(ref Cursor element, long number, int elementSize);

    private int OffsetBytes => (_arrayBits + 7) / 8;

    public void Read(long address)
    {
        var cursor = storage.At(address, 12 + (6 * storage.LengthSize) + storage.OffsetSize + 4, "extensible array");
        cursor.Expect("EAHD"u8);
        cursor.Version(0);
        cursor.Skip(1);
        _elementSize = cursor.Byte();
        _arrayBits = cursor.Byte();
        int inIndex = cursor.Byte();
        _smallestBlock = cursor.Byte();
        int smallestPointers = cursor.Byte();
        _pageBits = cursor.Byte();
        cursor.Skip(6 * storage.LengthSize);
        var index = cursor.Offset();
        cursor.Checksum();
        if (_elementSize == 0 || _arrayBits is 0 or > 62 || !BitOperations.IsPow2(_smallestBlock) || _pageBits > 30
            || !BitOperations.IsPow2(smallestPointers) || BitOperations.Log2((uint)_smallestBlock) >= _arrayBits)
        {
            throw cursor.Damaged("its sizes are impossible");
        }

        if (index != Storage.Undefined)
        {
            ReadIndexBlock(index, inIndex, smallestPointers);
        }
    }

    private void ReadIndexBlock(long address, int inIndex, int smallestPointers)
    {
        // The blocks come in groups u = 0, 1, ...: 2^(u/2) blocks of 2^((u+1)/2) times the smallest size. The first
        // groups' blocks are listed here, each of the others in a block of its own.
        var groups = 1 + _arrayBits - BitOperations.Log2((uint)_smallestBlock);
        var groupsHere = Math.Min(groups, 2 * BitOperations.Log2((uint)smallestPointers));
        var blocksHere = 2 * (smallestPointers - 1);
        var o = storage.OffsetSize;
        var size = 6 + o + (inIndex * _elementSize) + ((blocksHere + groups - groupsHere) * o) + 4;
        walk.Visit(address, size);
        var cursor = storage.At(address, size, "extensible array's index");
        cursor.Expect("EAIB"u8);
        cursor.Version(0);
        cursor.Skip(1 + o);
        for (var i = 0; i < inIndex; i++)
        {
            var origin = cursor.Address;
            var element = new Cursor(storage, cursor.Take(_elementSize), origin, "extensible array's element");
            reader(ref element, i, _elementSize);
        }

        long first = inIndex;
        for (var group = 0; group < groups; group++)
        {
            if (group < groupsHere)
            {
                for (var block = 0; block < 1 << (group / 2); block++)
                {
                    ReadDataBlock(cursor.Offset(), first, BlockElements(group), pages: null);
                    first += BlockElements(group);
                }
            }
            else
            {
                ReadGroup(cursor.Offset(), group, first);
                first += BlockElements(group) << (group / 2);
            }
        }

        cursor.Checksum();
    }

    private long BlockElements(int group) => (long)_smallestBlock << ((group + 1) / 2);

    private void ReadGroup(long address, int group, long first)
    {
        if (address == Storage.Undefined)
        {
            return;
        }

        var blocks = 1L << (group / 2);
        var elements = BlockElements(group);
        var pageElements = 1L << _pageBits;
        var mapBytes = elements > pageElements ? ((elements / pageElements) + 7) / 8 : 0;
        var size = 6 + storage.OffsetSize + OffsetBytes + (blocks * (mapBytes + storage.OffsetSize)) + 4;
        walk.Visit(address, size);
        var cursor = storage.At(address, size, "extensible array's group");
        cursor.Expect("EASB"u8);
        cursor.Version(0);
        cursor.Skip(1 + storage.OffsetSize + OffsetBytes);
        var maps = cursor.Take(blocks * mapBytes);
        for (var block = 0; block < blocks; block++)
        {
            ReadDataBlock(cursor.Offset(), first, elements, maps.Slice((int)(block * mapBytes), (int)mapBytes));
            first += elements;
        }

        cursor.Checksum();
    }

    private void ReadDataBlock(long address, long first, long elements, ReadOnlySpan<byte> pages)
    {
        if (address == Storage.Undefined)
        {
            return;
        }

        var blocks = new ElementBlocks(storage, walk, "EADB"u8.ToArray(), "extensible array", _elementSize, _pageBits, OffsetBytes);
        blocks.Read(address, first, elements, pages, (ref element, number) => reader(ref element, number, _elementSize));
    }
}
