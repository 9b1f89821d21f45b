namespace KerasPort.Tools.Doctor.Images;

/// <summary>Reads the headers and the dynamic section of a Linux image.</summary>
internal sealed class ElfReader(ImageBytes bytes)
{
    private const int MostEntries = 65_536;
    private const int MostNeeded = 4096;
    private readonly List<(ulong Address, ulong Offset, ulong FileSize)> _loaded = [];
    private readonly List<(long Offset, long Size)> _notes = [];
    private bool _is64;

    public ElfImage Read()
    {
        _is64 = bytes.U8(4) switch
        {
            1 => false,
            2 => true,
            var other => throw bytes.Damaged("the ELF class must be 1 (32 bit) or 2 (64 bit)", FormattableString.Invariant($"{other}")),
        };
        var kind = _is64 ? "ELF64" : "ELF32";
        if (bytes.U8(5) != 1)
        {
            return new ElfImage { Format = "ELF", Class = kind, Machine = "big-endian" };
        }

        var machine = bytes.U16(18);
        var dynamic = ReadSegments();
        var sections = ElfSections.Read(bytes, _is64);
        var entries = dynamic is { } segment ? Entries(segment) : [];
        var strings = entries.TryGetValue(5, out var table) ? Offset(table[0]) : -1;

        string? One(long tag) => strings >= 0 && entries.TryGetValue(tag, out var values) ? bytes.Text(strings + (long)values[0], 4096) : null;
        var names = strings >= 0 ? entries.GetValueOrDefault(1, []) : [];
        if (names.Count > MostNeeded)
        {
            throw bytes.Damaged("an image must need fewer libraries", FormattableString.Invariant($"{names.Count}"));
        }

        IReadOnlyList<string> needed = [.. names.Select(name => bytes.Text(strings + (long)name))];
        var soname = One(14);
        var symbols = ElfSymbols.Read(bytes, sections, _is64);
        var versions = strings >= 0 ? new ElfVersions(bytes, strings, entries, Offset).Read() : new([], [], []);
        var readOnly = sections.Where(section => section.Name is ".rodata").Select(section => (section.Offset, section.Size));
        return new ElfImage
        {
            Format = "ELF",
            Class = kind,
            Machine = machine switch { 62 => "x64", 3 => "x86", 183 => "arm64", 40 => "arm", 243 => "riscv64", 258 => "loongarch64", 21 => "ppc64", _ => FormattableString.Invariant($"machine {machine}") },
            OwnName = soname,
            Imports = needed,
            RunPath = One(29),
            RPath = One(15),
            Sections = [.. sections.Select(section => section.Name)],
            DefinedSymbols = symbols?.Defined,
            DefinedFunctions = symbols?.Functions,
            Exports = symbols?.Names,
            VersionBase = versions.Base,
            VersionsDefined = versions.Defined,
            GlibcVersionsNeeded = versions.Glibc,
            BuildId = BuildId(),
            LoadsAtRunTime = RunTimeNames.Find(bytes, readOnly, [.. needed, soname]),
        };
    }

    private ulong Word(long at) => _is64 ? bytes.U64(at) : bytes.U32(at);

    private (long Offset, long Size)? ReadSegments()
    {
        var table = (long)Word(_is64 ? 32 : 28);
        int entrySize = bytes.U16(_is64 ? 54 : 42);
        int count = bytes.U16(_is64 ? 56 : 44);
        if (count > 0 && entrySize < (_is64 ? 56 : 32))
        {
            throw bytes.Damaged("a program header must have its full size", FormattableString.Invariant($"{entrySize} bytes"));
        }

        (long, long)? dynamic = null;
        for (var i = 0; i < count; i++)
        {
            var at = table + ((long)entrySize * i);
            var type = bytes.U32(at);
            var offset = Word(at + (_is64 ? 8 : 4));
            var address = Word(at + (_is64 ? 16 : 8));
            var size = Word(at + (_is64 ? 32 : 16));
            if (type is 1 or 2 or 4 && (offset > (ulong)bytes.Length || size > (ulong)bytes.Length - offset))
            {
                throw bytes.Damaged("every segment must lie within the file (a cut download is shorter than its segments)",
                    FormattableString.Invariant($"segment at {offset} with {size} bytes, file length={bytes.Length}"));
            }

            switch (type)
            {
                case 1:
                    _loaded.Add((address, offset, size));
                    break;
                case 2:
                    dynamic = ((long)offset, (long)size);
                    break;
                case 4:
                    _notes.Add(((long)offset, (long)size));
                    break;
            }
        }

        return dynamic;
    }

    private long Offset(ulong address)
    {
        foreach (var (start, offset, size) in _loaded)
        {
            if (address >= start && address - start < size)
            {
                return (long)(offset + (address - start));
            }
        }

        throw bytes.Damaged("every address must lie in a segment", FormattableString.Invariant($"address={address:X}"));
    }

    private Dictionary<long, List<ulong>> Entries((long Offset, long Size) dynamic)
    {
        var entries = new Dictionary<long, List<ulong>>();
        var step = _is64 ? 16 : 8;
        var count = Math.Min(dynamic.Size / step, MostEntries);
        for (var i = 0L; i < count; i++)
        {
            var at = dynamic.Offset + (i * step);
            var tag = (long)Word(at);
            if (tag == 0)
            {
                break;
            }

            if (!entries.TryGetValue(tag, out var values))
            {
                entries[tag] = values = [];
            }

            values.Add(Word(at + (step / 2)));
        }

        return entries;
    }

    private string? BuildId()
    {
        foreach (var (start, size) in _notes)
        {
            for (var at = start; at + 12 <= start + size;)
            {
                long nameSize = bytes.U32(at);
                long dataSize = bytes.U32(at + 4);
                var data = at + 12 + ((nameSize + 3) & ~3L);
                if (bytes.U32(at + 8) == 3 && nameSize == 4 && dataSize is > 0 and <= 64 && bytes.Text(at + 12, 4) == "GNU")
                {
                    var id = new byte[dataSize];
                    bytes.Read(data, id);
                    return Convert.ToHexStringLower(id);
                }

                at = data + ((dataSize + 3) & ~3L);
            }
        }

        return null;
    }
}
