namespace KerasPort.Tools.Doctor.Images;

/// <summary>The symbols that a Linux image defines for others.</summary>
internal sealed record ElfSymbols(int Defined, int Functions, IReadOnlySet<string> Names)
{
    // Above this a table is not read: libtensorflow_framework alone has many megabytes of them.
    private const long MostBytes = 120_000;

    public static ElfSymbols? Read(ImageBytes bytes, IReadOnlyList<ElfSections.Section> sections, bool is64)
    {
        var table = sections.FirstOrDefault(section => section.Type == 11);
        var size = is64 ? 24 : 16;
        if (table is null || table.Size > MostBytes || table.EntrySize != size || table.Link >= sections.Count)
        {
            return null;
        }

        var strings = sections[table.Link];
        if (strings.Size > 4 * MostBytes)
        {
            return null;
        }

        int defined = 0, functions = 0;
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var at = table.Offset; at + size <= table.Offset + table.Size; at += size)
        {
            if (bytes.U16(at + (is64 ? 6 : 14)) == 0)
            {
                continue;
            }

            defined++;
            if ((bytes.U8(at + (is64 ? 4 : 12)) & 15) is 2 or 10)
            {
                functions++;
            }

            names.Add(bytes.Text(strings.Offset + bytes.U32(at), 4096));
        }

        return new ElfSymbols(defined, functions, names);
    }
}
