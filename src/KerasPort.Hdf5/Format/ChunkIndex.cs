namespace KerasPort.Hdf5.Format;

/// <summary>Lists the stored chunks of a dataset, whichever index the file uses.</summary>
internal sealed class ChunkIndex(Storage storage, Layout layout, ChunkGrid grid, Dataspace space, bool filtered)
{
    private readonly Walk _walk = new(storage, "chunk index");
    private readonly List<Chunk> _chunks = [];

    public List<Chunk> Read()
    {
        if (layout.Address == Storage.Undefined || grid.Cells == 0)
        {
            return _chunks;
        }

        switch (layout.IndexKind)
        {
            case Layout.Index.BTree1:
                ReadBTree1();
                break;
            case Layout.Index.Single:
                var (size, skipped) = layout.SingleChunk ?? (grid.ChunkBytes, 0);
                Add(0, layout.Address, size, skipped);
                break;
            case Layout.Index.Implicit:
                ReadImplicit();
                break;
            case Layout.Index.FixedArray:
                ReadFixedArray();
                break;
            case Layout.Index.ExtensibleArray:
                new ExtensibleArray(storage, _walk, ReadElements).Read(layout.Address);
                break;
            default:
                ReadBTree2();
                break;
        }

        return _chunks;
    }

    private void Add(long cell, long address, long size, uint skipped)
    {
        storage.Require(address, size, "chunk");
        if (_chunks.Count >= grid.Cells)
        {
            throw storage.Damaged("chunk index: it has more chunks than the dataset", address);
        }

        _chunks.Add(new Chunk(cell, address, size, skipped));
    }

    private void ReadBTree1() =>
        BTree1.Read(
            storage, _walk, layout.Address, BTree1.Kind.Chunks, 8 + (8 * (grid.Rank + 1)), (ref key, child) =>
            {
                long size = key.UInt32();
                var skipped = key.UInt32();
                var position = new long[grid.Rank];
                foreach (ref var coordinate in position.AsSpan())
                {
                    coordinate = key.Count(8);
                }

                AddAt(grid.CellOfElement(position), child, size, skipped, ref key);
            });

    private void ReadBTree2() =>
        BTree2.Read(storage, layout.Address, [10, 11], (type, recordSize) => (ref record) =>
        {
            var address = record.Target();
            var sizeBytes = recordSize - storage.OffsetSize - 4 - (8 * grid.Rank);
            var size = type == 11 ? record.Count(sizeBytes) : grid.ChunkBytes;
            var skipped = type == 11 ? record.UInt32() : 0;
            var position = new long[grid.Rank];
            foreach (ref var coordinate in position.AsSpan())
            {
                coordinate = record.Count(8);
            }

            AddAt(grid.CellAt(position), address, size, skipped, ref record);
        });

    private void AddAt(long cell, long address, long size, uint skipped, ref Cursor cursor)
    {
        if (cell < 0)
        {
            throw cursor.Damaged("a chunk does not lie on the dataset's grid");
        }

        Add(cell, address, size, skipped);
    }

    private void ReadImplicit()
    {
        var numbers = new Numbering(grid, space, swap: -1);
        var position = new long[grid.Rank];
        for (long cell = 0; cell < grid.Cells; cell++)
        {
            grid.Locate(cell, position);
            var number = numbers.NumberAt(position);
            if (number > storage.Length / grid.ChunkBytes)
            {
                throw storage.Damaged("chunk index: the chunks do not fit in the file", layout.Address);
            }

            Add(cell, layout.Address + (number * grid.ChunkBytes), grid.ChunkBytes, 0);
        }
    }

    private void ReadFixedArray()
    {
        var cursor = storage.At(layout.Address, 12 + storage.LengthSize + storage.OffsetSize, "fixed array");
        cursor.Expect("FAHD"u8);
        cursor.Version(0);
        cursor.Skip(1);
        int elementSize = cursor.Byte(), pageBits = cursor.Byte();
        var count = cursor.Length();
        var data = cursor.Offset();
        cursor.Checksum();
        if (data == Storage.Undefined || count == 0)
        {
            return;
        }

        if (elementSize == 0 || count > storage.Length / elementSize || pageBits > 30)
        {
            throw cursor.Damaged("its sizes are impossible");
        }

        var numbers = new Numbering(grid, space, swap: -1);
        var blocks = new ElementBlocks(storage, _walk, "FADB"u8.ToArray(), "fixed array", elementSize, pageBits, extraBytes: 0);
        blocks.Read(data, 0, count, pages: null, (ref element, number) => ReadElement(ref element, number, elementSize, numbers));
    }

    private void ReadElements(ref Cursor element, long number, int elementSize)
    {
        var swap = Array.IndexOf(space.Largest, -1);
        ReadElement(ref element, number, elementSize, new Numbering(grid, space, swap));
    }

    private void ReadElement(ref Cursor element, long number, int elementSize, Numbering numbers)
    {
        var address = element.Offset();
        var sizeBytes = elementSize - storage.OffsetSize - 4;
        if (filtered != sizeBytes > 0)
        {
            throw element.Damaged("its elements do not fit the filters");
        }

        var size = filtered ? element.Count(sizeBytes) : grid.ChunkBytes;
        var skipped = filtered ? element.UInt32() : 0;
        if (address == Storage.Undefined)
        {
            return;
        }

        var position = new long[grid.Rank];
        numbers.Locate(number, position);
        var cell = grid.CellAt(position);
        if (cell >= 0)
        {
            Add(cell, address, size, skipped);
        }
    }
}
