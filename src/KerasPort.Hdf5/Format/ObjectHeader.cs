using System.Globalization;

namespace KerasPort.Hdf5.Format;

/// <summary>One message of an object header.</summary>
/// <param name="Type">The kind of message.</param>
/// <param name="Flags">Bit 1: the body lies elsewhere and is shared.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="Origin">Where they lie in the file.</param>
internal readonly record struct Message(MessageType Type, byte Flags, ReadOnlyMemory<byte> Body, long Origin)
{
    public bool IsShared => (Flags & 2) != 0;

    public Cursor Read(Storage storage, string what) => new(storage, Body.Span, Origin, what);
}

/// <summary>The kinds of messages that say something to a reader.</summary>
internal enum MessageType
{
    Nil = 0x00,
    Dataspace = 0x01,
    LinkInfo = 0x02,
    Datatype = 0x03,
    OldFillValue = 0x04,
    FillValue = 0x05,
    Link = 0x06,
    ExternalFiles = 0x07,
    Layout = 0x08,
    GroupInfo = 0x0a,
    FilterPipeline = 0x0b,
    Attribute = 0x0c,
    Continuation = 0x10,
    SymbolTable = 0x11,
    AttributeInfo = 0x15,
}

/// <summary>What is said about one group, dataset or named type: a list of messages.</summary>
internal sealed class ObjectHeader
{
    private const int MostBlocks = 4096;

    private readonly Storage _storage;
    private readonly Walk _walk;
    private readonly Queue<(long Address, long Size)> _blocks = new();
    private int _blockCount;

    private ObjectHeader(Storage storage, long address)
    {
        _storage = storage;
        Address = address;
        _walk = new Walk(storage, "object header");
    }

    public long Address { get; }

    public List<Message> Messages { get; } = [];

    public static ObjectHeader Read(Storage storage, long address)
    {
        var header = new ObjectHeader(storage, address);
        Span<byte> start = stackalloc byte[4];
        storage.Read(address, start, "object header");
        if (start.SequenceEqual("OHDR"u8))
        {
            header.ReadVersion2();
        }
        else
        {
            header.ReadVersion1();
        }

        return header;
    }

    /// <summary>The first message of a kind.</summary>
    public bool TryFind(MessageType type, out Message message)
    {
        foreach (var candidate in Messages)
        {
            if (candidate.Type == type)
            {
                message = candidate;
                return true;
            }
        }

        message = default;
        return false;
    }

    public Message Find(MessageType type, string path) => TryFind(type, out var message)
        ? message
        : throw _storage.Damaged($"`{path}`: its header has no {type} message", Address);

    private void ReadVersion1()
    {
        var prefix = _storage.At(Address, 16, "object header");
        prefix.Version(1);
        prefix.Skip(1);
        int expected = prefix.UInt16();
        prefix.Skip(4);
        _blocks.Enqueue((Address + 16, prefix.UInt32()));
        var count = 0;
        while (_blocks.TryDequeue(out var block))
        {
            VisitBlock(block);
            var bytes = _storage.Load(block.Address, block.Size, "object header");
            var cursor = new Cursor(_storage, bytes, block.Address, "object header");
            while (cursor.Remaining >= 8 && count < expected)
            {
                int type = cursor.UInt16(), size = cursor.UInt16();
                var flags = cursor.Byte();
                cursor.Skip(3);
                count++;
                AddMessage(type, size, flags, bytes, ref cursor);
            }
        }

        if (count < expected)
        {
            throw _storage.Damaged(
                string.Create(CultureInfo.InvariantCulture, $"object header: it should have {expected} messages and has {count}"),
                Address);
        }
    }

    private void ReadVersion2()
    {
        var prefix = _storage.At(Address, Math.Min(36, _storage.Length - Address), "object header");
        prefix.Skip(4);
        prefix.Version(2);
        var flags = prefix.Byte();
        prefix.Skip(((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0));
        var size = prefix.Count(1 << (flags & 3));
        _storage.Require(Address, size, "object header");
        ReadBlock2(Address, prefix.Position + size + 4, prefix.Position, flags);
        while (_blocks.TryDequeue(out var block))
        {
            if (block.Size < 8)
            {
                throw _storage.Damaged("object header: a block is too small", block.Address);
            }

            ReadBlock2(block.Address, block.Size, 4, flags);
        }
    }

    private void ReadBlock2(long address, long size, int skip, int flags)
    {
        VisitBlock((address, size));
        var bytes = _storage.Load(address, size, "object header");
        var whole = new Cursor(_storage, bytes, address, "object header");
        if (address != Address)
        {
            whole.Expect("OCHK"u8);
        }

        whole.Skip(size - 4 - whole.Position);
        whole.Checksum();
        var cursor = new Cursor(_storage, bytes.AsSpan(0, bytes.Length - 4), address, "object header");
        cursor.Skip(skip);
        var prefixSize = (flags & 4) != 0 ? 6 : 4;
        while (cursor.Remaining >= prefixSize)
        {
            int type = cursor.Byte(), bodySize = cursor.UInt16();
            var messageFlags = cursor.Byte();
            cursor.Skip(prefixSize - 4);
            AddMessage(type, bodySize, messageFlags, bytes, ref cursor);
        }
    }

    private void VisitBlock((long Address, long Size) block)
    {
        _walk.Visit(block.Address, block.Size);
        if (++_blockCount > MostBlocks)
        {
            throw _storage.Damaged("object header: it has too many blocks", block.Address);
        }
    }

    private void AddMessage(int type, int size, byte flags, byte[] bytes, ref Cursor cursor)
    {
        var origin = cursor.Address;
        var start = cursor.Position;
        cursor.Skip(size);
        var message = new Message((MessageType)type, flags, bytes.AsMemory(start, size), origin);
        if (message.Type == MessageType.Continuation)
        {
            var body = message.Read(_storage, "object header's continuation");
            _blocks.Enqueue((body.Target(), body.Length()));
        }
        else if (message.Type != MessageType.Nil)
        {
            Messages.Add(message);
        }
    }
}
