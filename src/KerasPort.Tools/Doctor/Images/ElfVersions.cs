namespace KerasPort.Tools.Doctor.Images;

/// <summary>The symbol versions that a Linux image defines, and those of the C library that it needs.</summary>
internal sealed class ElfVersions(ImageBytes bytes, long strings, Dictionary<long, List<ulong>> dynamic, Func<ulong, long> offsetOf)
{
    private const int Most = 4096;
    private const int LongestName = 256;

    public sealed record Found(IReadOnlyList<string> Base, IReadOnlyList<string> Defined, IReadOnlyList<string> Glibc);

    public Found Read()
    {
        var bases = new List<string>();
        var defined = new List<string>();
        foreach (var (at, isBase) in Definitions())
        {
            (isBase ? bases : defined).Add(bytes.Text(strings + bytes.U32(at), LongestName));
        }

        var glibc = Needs().Where(name => name.StartsWith("GLIBC_", StringComparison.Ordinal)).Distinct()
            .OrderBy(name => Version.TryParse(name["GLIBC_".Length..], out var version) ? version : new Version(0, 0));
        return new Found(bases, defined, [.. glibc]);
    }

    private IEnumerable<(long NameAt, bool IsBase)> Definitions()
    {
        if (!dynamic.TryGetValue(0x6FFFFFFC, out var table))
        {
            yield break;
        }

        var at = offsetOf(table[0]);
        for (var i = 0; i < Most; i++)
        {
            yield return (at + bytes.U32(at + 12), (bytes.U16(at + 2) & 1) != 0);
            var next = bytes.U32(at + 16);
            if (next == 0)
            {
                yield break;
            }

            at += next;
        }
    }

    private IEnumerable<string> Needs()
    {
        if (!dynamic.TryGetValue(0x6FFFFFFE, out var table))
        {
            yield break;
        }

        var at = offsetOf(table[0]);
        // One limit for all of them: entries that point back at themselves must not multiply.
        for (var left = Most; left > 0; left--)
        {
            var auxiliary = at + bytes.U32(at + 8);
            for (int count = bytes.U16(at + 2); count > 0 && left > 0; count--, left--)
            {
                yield return bytes.Text(strings + bytes.U32(auxiliary + 8), LongestName);
                auxiliary += bytes.U32(auxiliary + 12);
            }

            var next = bytes.U32(at + 12);
            if (next == 0)
            {
                yield break;
            }

            at += next;
        }
    }
}
