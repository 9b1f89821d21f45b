using System.Globalization;
using System.Text;

namespace KerasPort.Tools.Doctor.Images;

/// <summary>Finds and reads VS_VERSIONINFO in a Windows image's resources.</summary>
internal sealed class PeVersionReader(ImageBytes bytes, Func<uint, long> offsetOf, uint resources)
{
    private const int VersionType = 16;
    private const int MostBytes = 65_536;

    public VersionResource? Read()
    {
        var root = offsetOf(resources);
        var entry = Entry(root, VersionType);
        for (var level = 0; entry is { } at; level++)
        {
            if ((at & 0x8000_0000) == 0)
            {
                var data = root + at;
                var size = bytes.U32(data + 4);
                return Parse(offsetOf(bytes.U32(data)), size);
            }

            if (level == 3)
            {
                throw bytes.Damaged("resources must be three levels deep", "more");
            }

            entry = Entry(root + (at & 0x7FFF_FFFF), null);
        }

        return null;
    }

    private uint? Entry(long directory, int? id)
    {
        var named = bytes.U16(directory + 12);
        var numbered = bytes.U16(directory + 14);
        for (var i = 0; i < named + numbered && i < 4096; i++)
        {
            var at = directory + 16 + (8L * i);
            if (id is null || bytes.U32(at) == id)
            {
                return bytes.U32(at + 4);
            }
        }

        return null;
    }

    private VersionResource? Parse(long start, uint size)
    {
        if (size is < 40 or > MostBytes)
        {
            throw bytes.Damaged("the version resource must have 40 to 65536 bytes", size.ToString(CultureInfo.InvariantCulture));
        }

        var block = new byte[size];
        bytes.Read(start, block);
        var (key, valueAt, end, valueLength) = Node(block, 0);
        if (key != "VS_VERSION_INFO")
        {
            throw bytes.Damaged("the version resource must be called VS_VERSION_INFO", key);
        }

        int[] file = [0, 0, 0, 0];
        int[] product = [0, 0, 0, 0];
        if (valueLength >= 52 && valueAt + 52 <= block.Length && BitConverter.ToUInt32(block, valueAt) == 0xFEEF04BD)
        {
            file = Numbers(block, valueAt + 8);
            product = Numbers(block, valueAt + 16);
        }

        var strings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var language = "";
        foreach (var info in Children(block, Align(valueAt + valueLength), end))
        {
            if (Node(block, info).Key != "StringFileInfo")
            {
                continue;
            }

            foreach (var table in Children(block, Node(block, info).ValueAt, Node(block, info).End))
            {
                var node = Node(block, table);
                language = language.Length == 0 ? node.Key : language;
                foreach (var text in Children(block, node.ValueAt, node.End))
                {
                    var (name, at, _, characters) = Node(block, text);
                    var count = Math.Min(characters * 2, block.Length - at);
                    var value = count <= 0 ? "" : Encoding.Unicode.GetString(block, at, count & ~1);
                    strings.TryAdd(name, value.Split('\0')[0]);
                }
            }
        }

        return new VersionResource(language, strings, file, product);
    }

    private static int[] Numbers(byte[] block, int at)
    {
        var high = BitConverter.ToUInt32(block, at);
        var low = BitConverter.ToUInt32(block, at + 4);
        return [(int)(high >> 16), (int)(high & 0xFFFF), (int)(low >> 16), (int)(low & 0xFFFF)];
    }

    private static IEnumerable<int> Children(byte[] block, int at, int end)
    {
        while (at + 6 <= end && at + 6 <= block.Length)
        {
            var length = BitConverter.ToUInt16(block, at);
            if (length < 6)
            {
                yield break;
            }

            yield return at;
            at = Align(at + length);
        }
    }

    private (string Key, int ValueAt, int End, int ValueLength) Node(byte[] block, int at)
    {
        var length = BitConverter.ToUInt16(block, at);
        int valueLength = BitConverter.ToUInt16(block, at + 2);
        var end = Math.Min(at + length, block.Length);
        var position = at + 6;
        var key = new StringBuilder();
        while (position + 2 <= end)
        {
            var next = BitConverter.ToChar(block, position);
            position += 2;
            if (next == '\0')
            {
                return (key.ToString(), Align(position), end, valueLength);
            }

            key.Append(next);
        }

        throw bytes.Damaged("every key of the version resource must end within its block", key.ToString());
    }

    private static int Align(int at) => (at + 3) & ~3;
}
