using System.Buffers.Binary;
using SkiaSharp;

namespace KerasPort.Plotting.Images;

/// <summary>The orientation that a PNG's eXIf chunk names: OpenCV heeds it, Skia reads it from the other formats only.</summary>
internal static class PngOrientation
{
    private const int Tag = 0x0112;
    private const int ShortType = 3;
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The orientation, or top left where the file has none or is no PNG.</summary>
    public static SKEncodedOrigin Of(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Signature)) return SKEncodedOrigin.TopLeft;
        // A chunk is its length, its name, its content and a checksum.
        for (var rest = file[Signature.Length..]; rest.Length >= 12;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12) break;
            if (rest.Slice(4, 4).SequenceEqual("eXIf"u8)) return OfExif(rest.Slice(8, (int)length));
            rest = rest[((int)length + 12)..];
        }
        return SKEncodedOrigin.TopLeft;
    }

    private static SKEncodedOrigin OfExif(ReadOnlySpan<byte> exif)
    {
        var little = exif.StartsWith("II*\0"u8);
        if (exif.Length < 8 || (!little && !exif.StartsWith("MM\0*"u8))) return SKEncodedOrigin.TopLeft;
        var start = little ? BinaryPrimitives.ReadUInt32LittleEndian(exif[4..]) : BinaryPrimitives.ReadUInt32BigEndian(exif[4..]);
        if (start > exif.Length - 2) return SKEncodedOrigin.TopLeft;
        var entries = exif[((int)start + 2)..];
        for (var count = Short(exif[(int)start..], little); count > 0 && entries.Length >= 12; count--, entries = entries[12..])
        {
            if (Short(entries, little) != Tag || Short(entries[2..], little) != ShortType) continue;
            var orientation = (SKEncodedOrigin)Short(entries[8..], little);
            return Enum.IsDefined(orientation) ? orientation : SKEncodedOrigin.TopLeft;
        }
        return SKEncodedOrigin.TopLeft;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
