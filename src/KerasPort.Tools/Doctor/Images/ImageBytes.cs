using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace KerasPort.Tools.Doctor.Images;

/// <summary>
/// The bytes of one image, fetched block by block: a library of 500 MB costs only the blocks that hold its tables.
/// Every offset comes from the file, so every one is checked against its length.
/// </summary>
internal sealed class ImageBytes(Stream stream, string name)
{
    private const int BlockSize = 4096;

    /// <summary>What may be read of one image; tables of a real one stay far below it.</summary>
    public const int Budget = 1_000_000;

    private readonly Dictionary<long, byte[]> _blocks = [];

    /// <summary>The file's length in bytes.</summary>
    public long Length { get; } = stream.Length;

    /// <summary>How many bytes were fetched from the stream.</summary>
    public int Fetched { get; private set; }

    /// <summary>How many bytes may still be fetched.</summary>
    public int Left => Budget - Fetched;

    public byte U8(long offset) => Block(offset, 1)[(int)(offset % BlockSize)];

    public ushort U16(long offset)
    {
        Span<byte> bytes = stackalloc byte[2];
        Read(offset, bytes);
        return BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    public uint U32(long offset)
    {
        Span<byte> bytes = stackalloc byte[4];
        Read(offset, bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    public ulong U64(long offset)
    {
        Span<byte> bytes = stackalloc byte[8];
        Read(offset, bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    public void Read(long offset, Span<byte> target)
    {
        if (offset < 0 || target.Length > Length || offset > Length - target.Length)
        {
            throw Damaged("every table must lie within the file",
                string.Create(CultureInfo.InvariantCulture, $"offset={offset}, size={target.Length}, file length={Length}"));
        }

        while (target.Length > 0)
        {
            var block = Block(offset, target.Length);
            var start = (int)(offset % BlockSize);
            var count = Math.Min(block.Length - start, target.Length);
            block.AsSpan(start, count).CopyTo(target);
            target = target[count..];
            offset += count;
        }
    }

    /// <summary>A text that ends with a zero byte.</summary>
    public string Text(long offset, int longest = 512)
    {
        var text = new StringBuilder();
        for (var i = 0; i < longest; i++)
        {
            var next = U8(offset + i);
            if (next == 0)
            {
                return text.ToString();
            }

            text.Append((char)next);
        }

        throw Damaged("a name must end within " + longest.ToString(CultureInfo.InvariantCulture) + " bytes",
            "name at offset " + offset.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The one kind of error that a bad image gives.</summary>
    public InvalidDataException Damaged(string expected, string received) =>
        new($"`{name}`: {expected}. Received: {received}.");

    private byte[] Block(long offset, int wanted)
    {
        if (offset < 0 || offset >= Length)
        {
            throw Damaged("every table must lie within the file",
                string.Create(CultureInfo.InvariantCulture, $"offset={offset}, size={wanted}, file length={Length}"));
        }

        var index = offset / BlockSize;
        if (_blocks.TryGetValue(index, out var block))
        {
            return block;
        }

        var size = (int)Math.Min(BlockSize, Length - (index * BlockSize));
        if (Fetched + size > Budget)
        {
            throw Damaged(string.Create(CultureInfo.InvariantCulture, $"the tables of an image must fit in {Budget} bytes"), "more");
        }

        block = new byte[size];
        stream.Position = index * BlockSize;
        stream.ReadExactly(block);
        Fetched += size;
        _blocks[index] = block;
        return block;
    }
}
