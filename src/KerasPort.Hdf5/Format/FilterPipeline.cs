using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

namespace KerasPort.Hdf5.Format;

/// <summary>What was done to each chunk before it was stored, and undoing it.</summary>
internal sealed class FilterPipeline
{
    private const int Deflate = 1;
    private const int Shuffle = 2;
    private const int Fletcher32 = 3;
    private const int Lzf = 32000;
    private const int MostFilters = 32;

    private readonly List<(int Id, uint[] Values)> _filters = [];
    private readonly Storage _storage;

    private FilterPipeline(Storage storage) => _storage = storage;

    public bool IsEmpty => _filters.Count == 0;

    public static FilterPipeline Read(Storage storage, ObjectHeader header)
    {
        var pipeline = new FilterPipeline(storage);
        if (header.TryFind(MessageType.FilterPipeline, out var message))
        {
            var cursor = message.Read(storage, "filters");
            pipeline.Read(ref cursor);
        }

        return pipeline;
    }

    /// <summary>Undoes the filters, last one first.</summary>
    /// <param name="stored">The chunk as the file has it.</param>
    /// <param name="skipped">A bit for each filter that was left out for this chunk.</param>
    /// <param name="size">The bytes that must come out.</param>
    /// <param name="address">Where the chunk lies.</param>
    public byte[] Decode(byte[] stored, uint skipped, int size, long address)
    {
        var data = stored;
        for (var i = _filters.Count - 1; i >= 0; i--)
        {
            if ((skipped >> i & 1) == 0)
            {
                data = Undo(_filters[i].Id, _filters[i].Values, data, size, address);
            }
        }

        return data.Length == size
            ? data
            : throw _storage.Damaged(FormattableString.Invariant($"a chunk must have {size} bytes and has {data.Length}"), address);
    }

    private static byte[] Unshuffle(byte[] data, uint[] values)
    {
        var width = values.Length > 0 ? (long)values[0] : 1;
        if (width <= 1 || width > data.Length)
        {
            return data;
        }

        var count = data.Length / (int)width;
        var result = new byte[data.Length];
        for (var plane = 0; plane < width; plane++)
        {
            var source = data.AsSpan(plane * count, count);
            for (int i = 0, to = plane; i < source.Length; i++, to += (int)width)
            {
                result[to] = source[i];
            }
        }

        // Bytes beyond the last whole element are not shuffled.
        data.AsSpan(count * (int)width).CopyTo(result.AsSpan(count * (int)width));
        return result;
    }

    private void Read(ref Cursor cursor)
    {
        var version = cursor.Byte();
        int count = cursor.Byte();
        if (version is not (1 or 2) || count > MostFilters)
        {
            throw cursor.Damaged("its version or number is impossible");
        }

        cursor.Skip(version == 1 ? 6 : 0);
        for (var i = 0; i < count; i++)
        {
            int id = cursor.UInt16();
            int nameSize = version == 1 || id >= 256 ? cursor.UInt16() : 0;
            cursor.Skip(2);
            var values = new uint[cursor.UInt16()];
            cursor.Skip(nameSize + (version == 1 ? (8 - (nameSize % 8)) % 8 : 0));
            foreach (ref var value in values.AsSpan())
            {
                value = cursor.UInt32();
            }

            cursor.Skip(version == 1 && values.Length % 2 == 1 ? 4 : 0);
            _filters.Add((id, values));
        }
    }

    private byte[] Undo(int id, uint[] values, byte[] data, int size, long address)
    {
        switch (id)
        {
            case Deflate:
                return Inflate(data, size, address);
            case Shuffle:
                return Unshuffle(data, values);
            case Fletcher32:
                return Verify(data, address);
            case Lzf:
                return LzfDecoder.Decode(data, size) ?? throw _storage.Damaged("a chunk's LZF compression is damaged", address);
            default:
                throw _storage.Refused(FormattableString.Invariant(
                    $"a dataset is compressed by filter {id}. Only deflate (1), shuffle (2), fletcher32 (3) and LZF (32000) can be read"));
        }
    }

    private byte[] Inflate(byte[] data, int size, long address)
    {
        // A checksum that was added before compressing comes out too; anything longer is not this chunk.
        var result = new byte[size + 5];
        int count;
        try
        {
            using var stream = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
            count = stream.ReadAtLeast(result, result.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException e)
        {
            throw _storage.Damaged($"a chunk's compression is damaged: {e.Message.TrimEnd('.')}", address);
        }

        return count == result.Length
            ? throw _storage.Damaged("a chunk is longer than its shape", address)
            : result[..count];
    }

    private byte[] Verify(byte[] data, long address)
    {
        if (data.Length < 4)
        {
            throw _storage.Damaged("a chunk is shorter than its checksum", address);
        }

        var expected = BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(data.Length - 4));
        var actual = Checksum.Fletcher32(data.AsSpan(0, data.Length - 4));

        // Early libraries summed pairs of bytes in the other order.
        var old = BitOperations.RotateLeft(actual & 0x00ff00ff, 8) | BitOperations.RotateRight(actual & 0xff00ff00, 8);
        return expected == actual || expected == old
            ? data[..^4]
            : throw _storage.Damaged("a chunk's checksum is wrong", address);
    }
}
