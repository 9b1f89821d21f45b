using System.Buffers.Binary;

namespace KerasPort.Hdf5.Writing;

/// <summary>Collects the bytes of a block, numbers little-endian.</summary>
internal sealed class ByteBuffer
{
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public ByteBuffer Byte(int value)
    {
        Extend(1)[0] = (byte)value;
        return this;
    }

    public ByteBuffer UInt16(int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(Extend(2), (ushort)value);
        return this;
    }

    public ByteBuffer UInt32(long value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Extend(4), (uint)value);
        return this;
    }

    /// <summary>A size or address; -1 is the undefined address.</summary>
    public ByteBuffer Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Extend(8), value);
        return this;
    }

    public ByteBuffer Bytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Extend(value.Length));
        return this;
    }

    public ByteBuffer Zeros(int count)
    {
        Extend(count).Clear();
        return this;
    }

    public ByteBuffer PadTo8() => Zeros((8 - (Length % 8)) % 8);

    private Span<byte> Extend(int count)
    {
        if (Length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(Length + count, 2 * _bytes.Length));
        }

        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }
}
