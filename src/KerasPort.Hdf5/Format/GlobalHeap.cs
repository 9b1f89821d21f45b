namespace KerasPort.Hdf5.Format;

/// <summary>The texts of varying length, which lie in collections all over the file.</summary>
internal sealed class GlobalHeap(Storage storage)
{
    private readonly Dictionary<long, Dictionary<int, (long Address, long Size)>> _collections = [];

    /// <summary>The text of one element.</summary>
    /// <param name="element">Its length, the collection's address and the number in it.</param>
    /// <param name="known">Texts that were read already: many elements may share one.</param>
    public string ReadText(ref Cursor element, Dictionary<(long, int), string> known)
    {
        long length = element.UInt32();
        var collection = element.Offset();
        var number = (int)Math.Min(element.UInt32(), int.MaxValue);
        if (length == 0)
        {
            return "";
        }

        if (collection is 0 or Storage.Undefined)
        {
            throw element.Damaged("a text has a length but no place");
        }

        if (known.TryGetValue((collection, number), out var text))
        {
            return text;
        }

        if (!Find(collection).TryGetValue(number, out var place) || place.Size < length)
        {
            throw element.Damaged("a text is not in the heap where it should be");
        }

        // The length is inside a loaded collection, so it fits an array.
        var loaded = new byte[length];
        storage.Read(place.Address, loaded, "text");
        var cursor = new Cursor(storage, loaded, place.Address, "text");
        ReadOnlySpan<byte> bytes = loaded;

        // C writers count the closing zero byte in.
        var end = bytes.IndexOf((byte)0);
        text = cursor.Decode(end < 0 ? bytes : bytes[..end]);
        known.Add((collection, number), text);
        return text;
    }

    private Dictionary<int, (long Address, long Size)> Find(long address)
    {
        lock (storage.Gate)
        {
            if (!_collections.TryGetValue(address, out var objects))
            {
                objects = ReadCollection(address);
                _collections.Add(address, objects);
            }

            return objects;
        }
    }

    private Dictionary<int, (long Address, long Size)> ReadCollection(long address)
    {
        // Of narrower sizes too: everything here begins at a multiple of eight.
        const int headSize = 16;
        var head = storage.At(address, headSize, "global heap");
        head.Expect("GCOL"u8);
        head.Version(1);
        head.Skip(3);
        var size = head.Length();
        var cursor = storage.At(address, size, "global heap");
        cursor.Skip(headSize);
        var objects = new Dictionary<int, (long Address, long Size)>();
        while (cursor.Remaining >= headSize)
        {
            int number = cursor.UInt16();
            cursor.Skip(6);
            var length = cursor.Length();
            cursor.Skip(8 - storage.LengthSize);
            if (number == 0)
            {
                break;
            }

            var place = cursor.Address;
            cursor.Skip(length);
            cursor.Skip(Math.Min(cursor.Remaining, (8 - (length % 8)) % 8));
            if (!objects.TryAdd(number, (place, length)))
            {
                throw cursor.Damaged("two objects have the same number");
            }
        }

        return objects;
    }
}
