using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace KerasPort.TensorFlow.Runtime;

/// <summary>Reads the header of a 64-bit ELF library: the format of Linux.</summary>
internal static class ElfHeader
{
    private const int ProgramHeaderSize = 56;
    private const uint Load = 1, Dynamic = 2;
    private const ulong NeededTag = 1, StringTableTag = 5;

    private readonly record struct Segment(uint Type, ulong Offset, ulong Address, ulong Size);

    /// <summary>Reads the processor and the needed libraries, and checks that no segment is cut off.</summary>
    public static LibraryHeader Read(HeaderReader reader)
    {
        var identity = reader.At(0, 20);
        var machine = BinaryPrimitives.ReadUInt16LittleEndian(identity[18..]);
        Architecture? architecture = machine switch
        {
            62 => Architecture.X64,
            183 => Architecture.Arm64,
            3 => Architecture.X86,
            40 => Architecture.Arm,
            _ => null,
        };
        // A 32-bit or big-endian library can't be loaded here: its tables need not be read to say so.
        if (identity[4] != 2 || identity[5] != 1)
            return new LibraryHeader(RuntimeSystem.Linux, [architecture], []);

        var header = reader.At(0, 64);
        var segments = ReadSegments(reader,
            BinaryPrimitives.ReadUInt64LittleEndian(header[32..]), BinaryPrimitives.ReadUInt16LittleEndian(header[56..]));
        var end = segments.Select(segment => checked(segment.Offset + segment.Size)).DefaultIfEmpty().Max();
        if (end > (ulong)reader.Length)
            throw new InvalidDataException($"is cut off: {reader.Length} bytes of at least {end}");
        return new LibraryHeader(RuntimeSystem.Linux, [architecture], ReadNeeded(reader, segments));
    }

    private static List<Segment> ReadSegments(HeaderReader reader, ulong position, int count)
    {
        var segments = new List<Segment>();
        for (var i = 0; i < count; i++)
        {
            var entry = reader.At(checked(position + (ulong)(i * ProgramHeaderSize)), ProgramHeaderSize);
            segments.Add(new Segment(BinaryPrimitives.ReadUInt32LittleEndian(entry), BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]),
                BinaryPrimitives.ReadUInt64LittleEndian(entry[16..]), BinaryPrimitives.ReadUInt64LittleEndian(entry[32..])));
        }
        return segments;
    }

    private static List<string> ReadNeeded(HeaderReader reader, List<Segment> segments)
    {
        var names = new List<ulong>();
        ulong? table = null;
        foreach (var segment in segments.Where(segment => segment.Type == Dynamic))
        {
            for (ulong place = 0; place + 16 <= segment.Size; place += 16)
            {
                var entry = reader.At(segment.Offset + place, 16);
                var tag = BinaryPrimitives.ReadUInt64LittleEndian(entry);
                var value = BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]);
                if (tag == 0)
                    break;
                if (tag == NeededTag)
                    names.Add(value);
                if (tag == StringTableTag)
                    table = value;
            }
        }
        if (table is not { } address)
            return [];
        var home = segments.Find(segment =>
            segment.Type == Load && address >= segment.Address && address - segment.Address < segment.Size);
        return [.. names.Select(name => reader.TextAt(checked(address - home.Address + home.Offset + name)))];
    }
}
