namespace KerasPort.Hdf5.Format;

/// <summary>Lists the attributes of an object, however the file stores them.</summary>
internal static class AttributeReader
{
    public static SortedDictionary<string, H5Attribute> Read(Storage storage, GlobalHeap heap, ObjectHeader header, string path)
    {
        var attributes = new SortedDictionary<string, H5Attribute>(StringComparer.Ordinal);
        foreach (var message in header.Messages)
        {
            if (message.Type != MessageType.Attribute)
            {
                continue;
            }

            var cursor = message.Read(storage, "attribute");
            if (message.IsShared)
            {
                throw cursor.Damaged($"`{path}` keeps attributes in a shared-message table, which is not supported");
            }

            ReadOne(storage, heap, ref cursor, attributes, path);
        }

        if (header.TryFind(MessageType.AttributeInfo, out var info))
        {
            ReadDense(storage, heap, info, attributes, path);
        }

        return attributes;
    }

    private static void ReadDense(
        Storage storage, GlobalHeap heap, in Message info, SortedDictionary<string, H5Attribute> attributes, string path)
    {
        var cursor = info.Read(storage, "attribute info");
        cursor.Version(0);
        cursor.Skip((cursor.Byte() & 1) != 0 ? 2 : 0);
        var heapAddress = cursor.Offset();
        var tree = cursor.Offset();
        if (heapAddress == Storage.Undefined)
        {
            return;
        }

        if (tree == Storage.Undefined)
        {
            throw cursor.Damaged($"`{path}` has attributes but no index of them");
        }

        var objects = FractalHeap.Read(storage, heapAddress);
        BTree2.Read(storage, tree, [8], (_, _) => (ref record) =>
        {
            var attribute = objects.Open(ref record, "attribute");
            ReadOne(storage, heap, ref attribute, attributes, path);
        });
    }

    private static void ReadOne(
        Storage storage, GlobalHeap heap, ref Cursor cursor, SortedDictionary<string, H5Attribute> attributes, string path)
    {
        var version = cursor.Byte();
        if (version is < 1 or > 3)
        {
            throw cursor.Damaged(FormattableString.Invariant($"version must be 1 to 3. Received: {version}"));
        }

        var flags = cursor.Byte();
        int nameSize = cursor.UInt16(), typeSize = cursor.UInt16(), spaceSize = cursor.UInt16();
        cursor.Skip(version == 3 ? 1 : 0);
        var nameBytes = Part(ref cursor, nameSize, version);
        var name = nameBytes.ZeroTerminated();
        var typeBytes = Part(ref cursor, typeSize, version);
        var type = version > 1 && (flags & 1) != 0 ? DataTypeReader.ReadShared(storage, ref typeBytes) : DataTypeReader.Read(ref typeBytes);
        if (version > 1 && (flags & 2) != 0)
        {
            throw cursor.Damaged($"the shape of `{name}` of `{path}` is stored in a shared-message table, which is not supported");
        }

        var spaceBytes = Part(ref cursor, spaceSize, version);
        var space = Dataspace.Read(ref spaceBytes);
        if (space.Count > cursor.Remaining / type.Size)
        {
            throw cursor.Damaged($"attribute `{name}` of `{path}` is larger than the room it has");
        }

        var origin = cursor.Address;
        var data = cursor.Take(space.Count * type.Size).ToArray();
        if (!attributes.TryAdd(name, new H5Attribute(storage, heap, path, name, type, space, data, origin)))
        {
            throw cursor.Damaged($"attribute `{name}` of `{path}` is there twice");
        }
    }

    /// <summary>The next part; in version 1 parts are filled up to eight bytes.</summary>
    private static Cursor Part(ref Cursor cursor, int size, int version)
    {
        var address = cursor.Address;
        var part = cursor.Take(size);
        cursor.Skip(version == 1 ? (8 - (size % 8)) % 8 : 0);
        return new Cursor(cursor.Storage, part, address, "attribute");
    }
}
