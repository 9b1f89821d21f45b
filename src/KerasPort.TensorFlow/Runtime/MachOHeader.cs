using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace KerasPort.TensorFlow.Runtime;

/// <summary>Reads the header of a Mach-O library: the format of macOS, for one processor or universal.</summary>
internal static class MachOHeader
{
    private const uint Thin64 = 0xFEEDFACF, Universal = 0xCAFEBABE;
    private const uint LoadDylib = 0xC, LoadWeakDylib = 0x80000018;
    private const int MostCommands = 10_000;

    /// <summary>Whether these first four bytes are those of a Mach-O library.</summary>
    public static bool IsMagic(ReadOnlySpan<byte> magic) =>
        BinaryPrimitives.ReadUInt32LittleEndian(magic) == Thin64 || BinaryPrimitives.ReadUInt32BigEndian(magic) == Universal;

    /// <summary>Reads the processors and, of the first one, the needed libraries.</summary>
    public static LibraryHeader Read(HeaderReader reader)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(reader.At(0, 4)) == Thin64)
            return new LibraryHeader(RuntimeSystem.MacOS, [Processor(BinaryPrimitives.ReadUInt32LittleEndian(reader.At(4, 4)))], ReadNeeded(reader, 0));

        var count = BinaryPrimitives.ReadUInt32BigEndian(reader.At(4, 4));
        // Java's class files share the magic number; their next word is a version, far above any count of processors.
        if (count is 0 or > 16)
            throw new InvalidDataException("is not a shared library");
        var processors = new List<Architecture?>();
        for (uint i = 0; i < count; i++)
            processors.Add(Processor(BinaryPrimitives.ReadUInt32BigEndian(reader.At(8 + 20 * i, 4))));
        var first = BinaryPrimitives.ReadUInt32BigEndian(reader.At(16, 4));
        return new LibraryHeader(RuntimeSystem.MacOS, processors, ReadNeeded(reader, first));
    }

    private static Architecture? Processor(uint type) => type switch
    {
        0x01000007 => Architecture.X64,
        0x0100000C => Architecture.Arm64,
        _ => null,
    };

    private static List<string> ReadNeeded(HeaderReader reader, ulong start)
    {
        var needed = new List<string>();
        var count = BinaryPrimitives.ReadUInt32LittleEndian(reader.At(start + 16, 4));
        var place = start + 32;
        for (var i = 0; i < Math.Min(count, MostCommands); i++)
        {
            var command = reader.At(place, 8);
            var (type, size) = (BinaryPrimitives.ReadUInt32LittleEndian(command), BinaryPrimitives.ReadUInt32LittleEndian(command[4..]));
            if (type is LoadDylib or LoadWeakDylib)
            {
                var name = reader.TextAt(place + BinaryPrimitives.ReadUInt32LittleEndian(reader.At(place + 8, 4)));
                needed.Add(name[(name.LastIndexOf('/') + 1)..]);
            }
            place += size;
        }
        return needed;
    }
}
