namespace KerasPort.Hdf5.Writing;

/// <summary>The texts of varying length, packed into collections.</summary>
internal sealed class HeapPlan
{
    private const int HeadSize = 16;
    private const int SmallestCollection = 4096;

    private readonly List<Collection> _collections = [];

    /// <summary>Adds a text; its address is known when the collections have theirs.</summary>
    public Place Add(byte[] text)
    {
        if (_collections.Count == 0 || !_collections[^1].Fits(text))
        {
            _collections.Add(new Collection(text));
        }

        var collection = _collections[^1];
        collection.Texts.Add(text);
        collection.Used += SizeOf(text);
        return new Place(collection, text.Length, collection.Texts.Count);
    }

    public void Allocate(FilePlan file)
    {
        foreach (var collection in _collections)
        {
            collection.Address = file.Allocate(collection.Size, collection.Write);
        }
    }

    private static long SizeOf(byte[] text) => HeadSize + ((text.Length + 7L) / 8 * 8);

    /// <summary>Where a text lies.</summary>
    internal readonly record struct Place(Collection Collection, int Length, int Number)
    {
        public long Address => Collection.Address;
    }

    internal sealed class Collection(byte[] first)
    {
        public List<byte[]> Texts { get; } = [];

        public long Size { get; } = Math.Max(SmallestCollection, HeadSize + SizeOf(first));

        public long Used { get; set; } = HeadSize;

        public long Address { get; set; }

        public bool Fits(byte[] text) => SizeOf(text) <= Size - Used && Texts.Count < ushort.MaxValue;

        public void Write(ByteBuffer buffer)
        {
            buffer.Bytes("GCOL"u8).Byte(1).Zeros(3).Int64(Size);
            for (var i = 0; i < Texts.Count; i++)
            {
                buffer.UInt16(i + 1).UInt16(1).Zeros(4).Int64(Texts[i].Length).Bytes(Texts[i]).PadTo8();
            }

            // Free space is an object with the number 0, if there is room for its head.
            if (Size - Used >= HeadSize)
            {
                buffer.Zeros(8).Int64(Size - Used);
            }
        }
    }
}
