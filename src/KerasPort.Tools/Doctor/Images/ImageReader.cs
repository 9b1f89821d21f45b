namespace KerasPort.Tools.Doctor.Images;

/// <summary>Reads an image of either kind by seeking; loads and runs nothing.</summary>
internal static class ImageReader
{
    /// <summary>What the image says of itself. Throws InvalidDataException where it is damaged or no image at all.</summary>
    public static BinaryImage Read(Stream stream, string name)
    {
        var bytes = new ImageBytes(stream, name);
        if (bytes.Length < 64)
        {
            throw bytes.Damaged("a library must have at least the 64 bytes of its header", FormattableString.Invariant($"{bytes.Length} bytes"));
        }

        return bytes.U32(0) switch
        {
            0x464C457F => new ElfReader(bytes).Read(),
            var magic when (magic & 0xFFFF) == 0x5A4D => new PeReader(bytes).Read(),
            var magic => throw bytes.Damaged("a library must begin with MZ (Windows) or 7F ELF (Linux)", FormattableString.Invariant($"{magic:X8}")),
        };
    }
}
