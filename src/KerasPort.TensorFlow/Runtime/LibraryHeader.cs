using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace KerasPort.TensorFlow.Runtime;

/// <summary>What the first bytes of a shared library say about it, read without loading it.</summary>
/// <param name="System">The operating system it is made for.</param>
/// <param name="Architectures">The processors it is made for; several in a universal macOS library.</param>
/// <param name="Needed">The file names of the libraries it needs; not read for Windows.</param>
internal sealed record LibraryHeader(RuntimeSystem System, IReadOnlyList<Architecture?> Architectures, IReadOnlyList<string> Needed)
{
    /// <summary>Reads the header of a file.</summary>
    /// <exception cref="InvalidDataException">The file is no shared library, or a part of it is missing.</exception>
    public static LibraryHeader Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        // A package that was split for its size leaves an empty file until the build has put its parts together.
        if (file.Length == 0)
            throw new InvalidDataException($"{path} is empty: if a NuGet package brings it in parts, build the project again to put them together");
        var reader = new HeaderReader(file);
        try
        {
            var magic = reader.At(0, 4);
            if (magic is [0x7F, (byte)'E', (byte)'L', (byte)'F'])
                return ElfHeader.Read(reader);
            if (magic is [(byte)'M', (byte)'Z', ..])
                return ReadPortableExecutable(reader);
            if (MachOHeader.IsMagic(magic))
                return MachOHeader.Read(reader);
        }
        catch (Exception error) when (error is EndOfStreamException or OverflowException)
        {
            throw new InvalidDataException($"{path} is damaged: its header points outside of the file's {file.Length} bytes", error);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path} {error.Message}", error);
        }
        throw new InvalidDataException($"{path} is not a shared library");
    }

    /// <summary>The platforms the library is made for: linux-x64.</summary>
    public override string ToString() => string.Join('/', Architectures.Select(Describe));

    private string Describe(Architecture? architecture) =>
        architecture is { } known ? new RuntimePlatform(System, known).Rid : $"an unknown processor ({System})";

    private static LibraryHeader ReadPortableExecutable(HeaderReader reader)
    {
        var start = BinaryPrimitives.ReadUInt32LittleEndian(reader.At(0x3C, 4));
        var header = reader.At(start, 6);
        if (header is not [(byte)'P', (byte)'E', 0, 0, ..])
            throw new InvalidDataException("is not a shared library");
        Architecture? architecture = BinaryPrimitives.ReadUInt16LittleEndian(header[4..]) switch
        {
            0x8664 => Architecture.X64,
            0xAA64 => Architecture.Arm64,
            0x14C => Architecture.X86,
            _ => null,
        };
        return new LibraryHeader(RuntimeSystem.Windows, [architecture], []);
    }
}
