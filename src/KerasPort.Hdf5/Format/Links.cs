namespace KerasPort.Hdf5.Format;

/// <summary>What a name in a group stands for: an object header's address, or a link that is not followed.</summary>
/// <param name="Address">The object header's address; undefined for other links.</param>
/// <param name="Refused">What the link is, where it is not an ordinary one.</param>
internal readonly record struct Link(long Address, string? Refused);

/// <summary>Lists the members of a group, however the file stores them.</summary>
internal static class Links
{
    private const int SoftLink = 2;

    public static SortedDictionary<string, Link> Read(Storage storage, ObjectHeader header, string path)
    {
        var links = new SortedDictionary<string, Link>(StringComparer.Ordinal);
        if (header.TryFind(MessageType.SymbolTable, out var table))
        {
            var cursor = table.Read(storage, "symbol table");
            ReadSymbolTable(storage, cursor.Target(), cursor.Target(), links);
        }

        foreach (var message in header.Messages)
        {
            if (message.Type == MessageType.Link)
            {
                var cursor = message.Read(storage, "link");
                ReadLink(ref cursor, links);
            }
        }

        if (header.TryFind(MessageType.LinkInfo, out var info))
        {
            ReadDense(storage, info, links, path);
        }

        return links;
    }

    private static void Add(SortedDictionary<string, Link> links, string name, Link link, ref Cursor cursor)
    {
        if (name.Length == 0 || name.Contains('/') || name == "." || !links.TryAdd(name, link))
        {
            throw cursor.Damaged($"the name `{name}` is impossible or there twice");
        }
    }

    private static void ReadSymbolTable(Storage storage, long tree, long heapAddress, SortedDictionary<string, Link> links)
    {
        var heap = LocalHeap.Read(storage, heapAddress);
        var walk = new Walk(storage, "group's B-tree");
        var leaves = new List<long>();
        BTree1.Read(storage, walk, tree, BTree1.Kind.Group, keySize: storage.LengthSize, (ref _, child) => leaves.Add(child));
        var entrySize = (2 * storage.OffsetSize) + 24;
        foreach (var leaf in leaves)
        {
            var head = storage.At(leaf, 8, "symbol table node");
            head.Expect("SNOD"u8);
            head.Version(1);
            head.Skip(1);
            long size = head.UInt16() * entrySize;
            walk.Visit(leaf, 8 + size);
            var cursor = storage.At(leaf + 8, size, "symbol table node");
            while (cursor.Remaining > 0)
            {
                var name = heap.Name(cursor.Count(storage.OffsetSize));
                var address = cursor.Offset();
                var cache = cursor.UInt32();
                cursor.Skip(20);
                var link = cache == SoftLink ? new Link(Storage.Undefined, "a soft link") : new Link(address, null);
                Add(links, name, link, ref cursor);
            }
        }
    }

    private static void ReadLink(ref Cursor cursor, SortedDictionary<string, Link> links)
    {
        cursor.Version(1);
        var flags = cursor.Byte();
        int type = (flags & 0x08) != 0 ? cursor.Byte() : 0;
        cursor.Skip((flags & 0x04) != 0 ? 8 : 0);
        cursor.Skip((flags & 0x10) != 0 ? 1 : 0);
        var name = cursor.Text(cursor.Count(1 << (flags & 3)));
        var link = type switch
        {
            0 => new Link(cursor.Target(), null),
            1 => new Link(Storage.Undefined, "a soft link"),
            64 => new Link(Storage.Undefined, "an external link"),
            _ => new Link(Storage.Undefined, "a link of an unknown kind"),
        };
        Add(links, name, link, ref cursor);
    }

    private static void ReadDense(Storage storage, in Message info, SortedDictionary<string, Link> links, string path)
    {
        var cursor = info.Read(storage, "link info");
        cursor.Version(0);
        cursor.Skip((cursor.Byte() & 1) != 0 ? 8 : 0);
        var heapAddress = cursor.Offset();
        var tree = cursor.Offset();
        if (heapAddress == Storage.Undefined)
        {
            return;
        }

        if (tree == Storage.Undefined)
        {
            throw cursor.Damaged($"`{path}` has links but no index of them");
        }

        var heap = FractalHeap.Read(storage, heapAddress);
        BTree2.Read(storage, tree, [5], (_, _) => (ref record) =>
        {
            record.Skip(4);
            var link = heap.Open(ref record, "link");
            ReadLink(ref link, links);
        });
    }
}
