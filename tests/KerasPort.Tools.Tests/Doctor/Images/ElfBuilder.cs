using System.Buffers.Binary;
using System.Text;

namespace KerasPort.Tools.Tests.Doctor.Images;

/// <summary>Writes a small Linux image (64 bit): one segment, a dynamic section, section headers.</summary>
internal sealed class ElfBuilder
{
    public ushort Machine { get; init; } = 62;
    public string? SoName { get; init; }
    public string[] Needed { get; init; } = [];
    public string? RunPath { get; init; }
    public string[] Texts { get; init; } = [];
    public string[] Sections { get; init; } = [];

    /// <summary>Where the section headers go; beyond the end makes a sparse file when the caller writes it so.</summary>
    public byte[] Build()
    {
        var strings = new List<byte> { 0 };
        int Text(string text) { var at = strings.Count; strings.AddRange([.. Encoding.ASCII.GetBytes(text), 0]); return at; }
        var dynamic = new List<(long Tag, long Value)>();
        foreach (var needed in Needed) { dynamic.Add((1, Text(needed))); }
        if (SoName is not null) { dynamic.Add((14, Text(SoName))); }
        if (RunPath is not null) { dynamic.Add((29, Text(RunPath))); }
        var sectionNames = new[] { "", ".dynstr", ".dynamic", ".rodata", ".shstrtab" }.Concat(Sections).ToArray();
        var nameOffsets = sectionNames.Select(Text).ToArray();

        const int Start = 64 + (2 * 56);
        var texts = Texts.SelectMany(text => Encoding.ASCII.GetBytes(text).Append((byte)0)).ToArray();
        var dynamicAt = Start + ((strings.Count + 7) & ~7);
        dynamic.Add((5, Start));
        dynamic.Add((0, 0));
        var textsAt = dynamicAt + (dynamic.Count * 16);
        var headersAt = (textsAt + texts.Length + 7) & ~7;
        var image = new byte[headersAt + (sectionNames.Length * 64)];
        new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(image, 0);
        Write16(image, 16, 3);
        Write16(image, 18, Machine);
        Write64(image, 32, 64);
        Write64(image, 40, headersAt);
        foreach (var (at, value) in new[] { (52, 64), (54, 56), (56, 2), (58, 64), (60, sectionNames.Length), (62, 4) }) { Write16(image, at, (ushort)value); }
        Segment(image, 64, 1, 0, headersAt);
        Segment(image, 120, 2, dynamicAt, dynamic.Count * 16);
        strings.CopyTo(image, Start);
        for (var i = 0; i < dynamic.Count; i++)
        {
            Write64(image, dynamicAt + (i * 16), dynamic[i].Tag);
            Write64(image, dynamicAt + (i * 16) + 8, dynamic[i].Value);
        }

        texts.CopyTo(image, textsAt);
        var places = new Dictionary<int, (int Type, int At, int Size)>
        {
            [1] = (3, Start, strings.Count),
            [2] = (6, dynamicAt, dynamic.Count * 16),
            [3] = (1, textsAt, texts.Length),
            [4] = (3, Start, strings.Count),
        };
        for (var i = 1; i < sectionNames.Length; i++)
        {
            var at = headersAt + (i * 64);
            var (type, offset, size) = places.GetValueOrDefault(i, (1, textsAt, 0));
            BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(at), nameOffsets[i]);
            BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(at + 4), type);
            Write64(image, at + 24, offset);
            Write64(image, at + 32, size);
        }

        return image;
    }

    private static void Segment(byte[] image, int at, int type, long offset, long size)
    {
        BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(at), type);
        foreach (var (place, value) in new[] { (8, offset), (16, offset), (24, offset), (32, size), (40, size) }) { Write64(image, at + place, value); }
    }

    private static void Write16(byte[] target, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(target.AsSpan(at), value);
    private static void Write64(byte[] target, int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(target.AsSpan(at), value);
}
