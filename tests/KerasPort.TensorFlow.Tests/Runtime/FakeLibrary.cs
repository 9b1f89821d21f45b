using System.Buffers.Binary;
using System.Text;

namespace KerasPort.TensorFlow.Tests.Runtime;

/// <summary>Shared libraries of a few hundred bytes, with true headers and nothing in them.</summary>
internal static class FakeLibrary
{
    public const ushort ElfX64 = 62, ElfArm64 = 183, ElfX86 = 3;
    public const ushort PeX64 = 0x8664, PeArm64 = 0xAA64;
    public const uint MachX64 = 0x01000007, MachArm64 = 0x0100000C;

    private const ulong Address = 0x10000;

    /// <summary>libtensorflow.so as it needs its framework.</summary>
    public static byte[] LinuxLibrary => Elf(ElfX64, "libtensorflow_framework.so.2", "libc.so.6");

    /// <summary>libtensorflow_framework.so.</summary>
    public static byte[] LinuxFramework => Elf(ElfX64, "libc.so.6");

    /// <summary>A 64-bit ELF library with one loaded segment, a dynamic section and a string table.</summary>
    public static byte[] Elf(ushort machine, params string[] needed)
    {
        const int programHeaders = 64, dynamic = programHeaders + 2 * 56;
        var strings = new MemoryStream();
        strings.WriteByte(0);
        var entries = new List<(ulong Tag, ulong Value)>();
        foreach (var name in needed)
        {
            entries.Add((1, (ulong)strings.Position));
            strings.Write(Encoding.ASCII.GetBytes(name + "\0"));
        }
        var table = dynamic + 16 * (needed.Length + 2);
        entries.Add((5, Address + (ulong)table));
        entries.Add((0, 0));

        var file = new byte[table + (int)strings.Length];
        new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(file, 0);
        Put16(file, 16, 3);
        Put16(file, 18, machine);
        Put64(file, 32, programHeaders);
        Put16(file, 54, 56);
        Put16(file, 56, 2);
        Segment(file, programHeaders, type: 1, offset: 0, size: (ulong)file.Length);
        Segment(file, programHeaders + 56, type: 2, offset: dynamic, size: (ulong)(table - dynamic));
        for (var i = 0; i < entries.Count; i++)
        {
            Put64(file, dynamic + 16 * i, entries[i].Tag);
            Put64(file, dynamic + 16 * i + 8, entries[i].Value);
        }
        strings.ToArray().CopyTo(file, table);
        return file;
    }

    /// <summary>A PE library's headers.</summary>
    public static byte[] Pe(ushort machine)
    {
        var file = new byte[256];
        file[0] = (byte)'M';
        file[1] = (byte)'Z';
        file[0x3C] = 0x80;
        "PE\0\0"u8.CopyTo(file.AsSpan(0x80));
        Put16(file, 0x84, machine);
        return file;
    }

    /// <summary>A Mach-O library for one processor.</summary>
    public static byte[] MachO(uint processor, params string[] needed)
    {
        var commands = new MemoryStream();
        foreach (var name in needed)
        {
            var text = Encoding.ASCII.GetBytes(name + "\0");
            var command = new byte[(24 + text.Length + 7) / 8 * 8];
            Put32(command, 0, 0xC);
            Put32(command, 4, (uint)command.Length);
            Put32(command, 8, 24);
            text.CopyTo(command, 24);
            commands.Write(command);
        }
        var file = new byte[32 + commands.Length];
        Put32(file, 0, 0xFEEDFACF);
        Put32(file, 4, processor);
        Put32(file, 16, (uint)needed.Length);
        commands.ToArray().CopyTo(file, 32);
        return file;
    }

    /// <summary>A universal Mach-O library of two processors.</summary>
    public static byte[] Universal(byte[] first, uint firstProcessor, byte[] second, uint secondProcessor)
    {
        const int start = 64;
        var file = new byte[start + first.Length + second.Length];
        BinaryPrimitives.WriteUInt32BigEndian(file, 0xCAFEBABE);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(4), 2);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(8), firstProcessor);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(16), start);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(28), secondProcessor);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(36), (uint)(start + first.Length));
        first.CopyTo(file, start);
        second.CopyTo(file, start + first.Length);
        return file;
    }

    private static void Segment(byte[] file, int place, uint type, ulong offset, ulong size)
    {
        Put32(file, place, type);
        Put64(file, place + 8, offset);
        Put64(file, place + 16, Address + offset);
        Put64(file, place + 32, size);
        Put64(file, place + 40, size);
    }

    private static void Put16(byte[] file, int place, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(place), value);

    private static void Put32(byte[] file, int place, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(place), value);

    private static void Put64(byte[] file, int place, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(place), value);
}
