using System.Buffers.Binary;
using System.Text;

namespace KerasPort.Tools.Tests.Doctor.Images;

/// <summary>Writes a small Windows image with one section: what the reader shall read.</summary>
internal sealed class PeBuilder
{
    private const int Headers = 0x400;
    private const int Address = 0x1000;

    public ushort Machine { get; init; } = 0x8664;
    public string? Name { get; init; }
    public string[] Exports { get; init; } = [];
    public string[] Imports { get; init; } = [];
    public string[] DelayImports { get; init; } = [];
    public (string Name, string Text)[] Version { get; init; } = [];
    public int[] FileVersion { get; init; } = [0, 0, 0, 0];
    public string[] Texts { get; init; } = [];
    public string SectionName { get; init; } = ".rdata";

    public byte[] Build()
    {
        var body = new List<byte>();
        var strings = new Dictionary<string, int>();
        int Put(byte[] bytes) { while (body.Count % 8 != 0) { body.Add(0); } var at = body.Count; body.AddRange(bytes); return Address + at; }
        int Text(string text) => strings.TryGetValue(text, out var at) ? at : strings[text] = Put([.. Encoding.ASCII.GetBytes(text), 0]);

        foreach (var text in Texts) { Text(text); }
        var imports = Imports.Length == 0 ? 0 : Put(Table(Imports.Select(Text), 20, 12));
        var delay = DelayImports.Length == 0 ? 0 : Put(Table(DelayImports.Select(Text), 32, 4));
        var exports = 0;
        if (Name is not null)
        {
            var names = Put([.. Exports.Order(StringComparer.Ordinal).SelectMany(name => BitConverter.GetBytes(Text(name)))]);
            var directory = new byte[40];
            Write(directory, 12, Text(Name));
            Write(directory, 20, Exports.Length);
            Write(directory, 24, Exports.Length);
            Write(directory, 32, names);
            exports = Put(directory);
        }

        var resources = Version.Length == 0 && FileVersion.All(part => part == 0) ? 0 : Resources(Put);
        var size = (body.Count + 0x1FF) & ~0x1FF;
        var image = new byte[Headers + size];
        image[0] = (byte)'M';
        image[1] = (byte)'Z';
        Write(image, 0x3C, 0x80);
        Write(image, 0x80, 0x4550);
        var is64 = Machine != 0x14C;
        var optional = is64 ? 240 : 224;
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(0x84), Machine);
        Write16(image, 0x86, 1);
        Write16(image, 0x94, (ushort)optional);
        Write16(image, 0x96, 0x2022);
        Write16(image, 0x98, (ushort)(is64 ? 0x20B : 0x10B));
        var directories = 0x98 + (is64 ? 112 : 96);
        Write(image, directories - 4, 16);
        foreach (var (index, at) in new[] { (0, exports), (1, imports), (2, resources), (13, delay) })
        {
            Write(image, directories + (8 * index), at);
            Write(image, directories + (8 * index) + 4, at == 0 ? 0 : 40);
        }

        var section = 0x98 + optional;
        Encoding.ASCII.GetBytes(SectionName).CopyTo(image, section);
        Write(image, section + 8, size);
        Write(image, section + 12, Address);
        Write(image, section + 16, size);
        Write(image, section + 20, Headers);
        body.CopyTo(image, Headers);
        return image;
    }

    private static byte[] Table(IEnumerable<int> names, int entrySize, int nameAt)
    {
        var addresses = names.ToArray();
        var table = new byte[(addresses.Length + 1) * entrySize];
        for (var i = 0; i < addresses.Length; i++) { Write(table, (i * entrySize) + nameAt, addresses[i]); }
        return table;
    }

    private int Resources(Func<byte[], int> put)
    {
        var fixedInfo = new byte[52];
        Write(fixedInfo, 0, unchecked((int)0xFEEF04BD));
        Write(fixedInfo, 8, (FileVersion[0] << 16) | FileVersion[1]);
        Write(fixedInfo, 12, (FileVersion[2] << 16) | FileVersion[3]);
        var strings = Version.Select(pair => Node(pair.Name, Encoding.Unicode.GetBytes(pair.Text + "\0"), pair.Text.Length + 1)).ToArray();
        var table = Node("040904E4", [], 0, strings);
        var info = Node("VS_VERSION_INFO", fixedInfo, 52, Node("StringFileInfo", [], 0, table));
        var data = put(info);
        var tree = new byte[24 + 24 + 24 + 16];
        foreach (var (at, id, next) in new[] { (0, 16, unchecked((int)0x80000018)), (24, 1, unchecked((int)0x80000030)), (48, 0x409, 72) })
        {
            Write16(tree, at + 14, 1);
            Write(tree, at + 16, id);
            Write(tree, at + 20, next);
        }

        Write(tree, 72, data);
        Write(tree, 76, info.Length);
        return put(tree);
    }

    private static byte[] Node(string key, byte[] value, int valueLength, params byte[][] children)
    {
        var node = new List<byte>(new byte[6]);
        node.AddRange(Encoding.Unicode.GetBytes(key + "\0"));
        void Align() { while (node.Count % 4 != 0) { node.Add(0); } }
        Align();
        node.AddRange(value);
        foreach (var child in children) { Align(); node.AddRange(child); }
        var bytes = node.ToArray();
        Write16(bytes, 0, (ushort)bytes.Length);
        Write16(bytes, 2, (ushort)valueLength);
        return bytes;
    }

    private static void Write(byte[] target, int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(target.AsSpan(at), value);
    private static void Write16(byte[] target, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(target.AsSpan(at), value);
}
