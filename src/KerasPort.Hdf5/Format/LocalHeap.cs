namespace KerasPort.Hdf5.Format;

/// <summary>The names of an old-style group's members.</summary>
internal sealed class LocalHeap
{
    private readonly Storage _storage;
    private readonly byte[] _data;
    private readonly long _address;

    private LocalHeap(Storage storage, byte[] data, long address)
    {
        _storage = storage;
        _data = data;
        _address = address;
    }

    public static LocalHeap Read(Storage storage, long address)
    {
        var size = 8 + (2 * storage.LengthSize) + storage.OffsetSize;
        var cursor = storage.At(address, size, "local heap");
        cursor.Expect("HEAP"u8);
        cursor.Version(0);
        cursor.Skip(3);
        var dataSize = cursor.Length();
        cursor.Number(storage.LengthSize);
        var dataAddress = cursor.Target();
        return new LocalHeap(storage, storage.Load(dataAddress, dataSize, "local heap's data"), dataAddress);
    }

    public string Name(long offset)
    {
        var cursor = new Cursor(_storage, _data, _address, "local heap's data");
        cursor.Skip(offset);
        return cursor.ZeroTerminated();
    }
}
