using System.Buffers.Binary;
using System.Text;

namespace KerasPort.Hdf5.Format;

/// <summary>Reads one loaded piece of metadata from front to back; running over its end is damage.</summary>
internal ref struct Cursor(Storage storage, ReadOnlySpan<byte> bytes, long origin, string what)
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public readonly int Remaining => _bytes.Length - Position;

    public int Position { get; private set; }

    /// <summary>The address in the file of the next byte.</summary>
    public readonly long Address => origin + Position;

    public readonly Storage Storage => storage;

    public readonly InvalidDataException Damaged(string problem) => storage.Damaged($"{what}: {problem}", Address);

    public ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > Remaining)
        {
            throw storage.Damaged($"{what} ends too early", Address);
        }

        var taken = _bytes.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    public void Skip(long count) => Take(count);

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>A little-endian unsigned number of one to eight bytes.</summary>
    public ulong Number(int size)
    {
        if (size is < 1 or > 8)
        {
            throw Damaged("a number has an impossible width");
        }

        var taken = Take(size);
        ulong value = 0;
        for (var i = size - 1; i >= 0; i--)
        {
            value = (value << 8) | taken[i];
        }

        return value;
    }

    /// <summary>A number that must be small enough to be a size or a count.</summary>
    public long Count(int size)
    {
        var value = Number(size);
        return value <= long.MaxValue / 2 ? (long)value : throw Damaged("a size is impossibly large");
    }

    /// <summary>A size in the file's own width.</summary>
    public long Length() => Count(storage.LengthSize);

    /// <summary>A size, or -1 for "unlimited" (all ones).</summary>
    public long LengthOrUnlimited()
    {
        var value = Number(storage.LengthSize);
        return value == AllOnes(storage.LengthSize) ? -1
            : value <= long.MaxValue / 2 ? (long)value
            : throw Damaged("a size is impossibly large");
    }

    /// <summary>An address inside the file, or <see cref="Storage.Undefined"/>.</summary>
    public long Offset()
    {
        var value = Number(storage.OffsetSize);
        return value == AllOnes(storage.OffsetSize) ? Storage.Undefined
            : value <= (ulong)storage.Length ? (long)value
            : throw Damaged("an address lies behind the end of the file");
    }

    /// <summary>An address that must be there.</summary>
    public long Target()
    {
        var value = Offset();
        return value >= 0 ? value : throw Damaged("an address is not set");
    }

    public void Expect(ReadOnlySpan<byte> signature)
    {
        if (!Take(signature.Length).SequenceEqual(signature))
        {
            Position -= signature.Length;
            throw Damaged($"its mark `{Encoding.ASCII.GetString(signature)}` is not there");
        }
    }

    public void Version(int expected)
    {
        var version = Byte();
        if (version != expected)
        {
            throw Damaged(FormattableString.Invariant($"version must be {expected}. Received: {version}"));
        }
    }

    /// <summary>Compares the checksum that follows with that of everything before it.</summary>
    public void Checksum()
    {
        var expected = Hdf5.Format.Checksum.Lookup3(_bytes[..Position]);
        if (UInt32() != expected)
        {
            throw Damaged("its checksum is wrong");
        }
    }

    public string Text(long count) => Decode(Take(count));

    /// <summary>A text that ends at its first zero byte.</summary>
    public string ZeroTerminated()
    {
        var length = _bytes[Position..].IndexOf((byte)0);
        if (length < 0)
        {
            throw Damaged("a name has no end");
        }

        var text = Decode(Take(length));
        Skip(1);
        return text;
    }

    public readonly string Decode(ReadOnlySpan<byte> text)
    {
        try
        {
            return s_strict.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            throw Damaged("a text is not UTF-8");
        }
    }

    private static ulong AllOnes(int size) => size == 8 ? ulong.MaxValue : (1UL << (8 * size)) - 1;
}
