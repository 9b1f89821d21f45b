using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace KerasPort.Callbacks.EventFiles;

/// <summary>
/// Records as TensorFlow writes them: length (uint64), its masked CRC-32C, data, their masked CRC-32C, all little-endian. The file
/// is open only while it is written, so nothing is held by a run that ends early.
/// </summary>
internal sealed class RecordFile(string path)
{
    private readonly ArrayBufferWriter<byte> _waiting = new();

    public string Path { get; } = path;

    /// <summary>The number of bytes that wait to be written.</summary>
    public long Waiting => _waiting.WrittenCount;

    public void Add(ReadOnlySpan<byte> data)
    {
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], Masked(head[..8]));
        Span<byte> tail = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(tail, Masked(data));
        _waiting.Write(head);
        _waiting.Write(data);
        _waiting.Write(tail);
    }

    /// <summary>Writes what waits to the file's end.</summary>
    public void Flush()
    {
        if (_waiting.WrittenCount == 0)
            return;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        using (var file = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.Read))
            file.Write(_waiting.WrittenSpan);
        _waiting.ResetWrittenCount();
    }

    /// <summary>A sum of data that hold sums would be weak, so TensorFlow turns it and adds a constant.</summary>
    private static uint Masked(ReadOnlySpan<byte> data)
    {
        var sum = uint.MaxValue;
        foreach (var value in data)
            sum = BitOperations.Crc32C(sum, value);
        return BitOperations.RotateRight(~sum, 15) + 0xa282ead8;
    }
}
