namespace KerasPort.Tools.Doctor.Images;

/// <summary>Reads the headers, imports, exports and version resource of a Windows image.</summary>
internal sealed class PeReader(ImageBytes bytes)
{
    private const int MostEntries = 4096;
    private const int MostNamedExports = 20_000;
    private readonly List<Section> _sections = [];

    private sealed record Section(string Name, uint Address, uint VirtualSize, uint FileOffset, uint FileSize);

    public PeImage Read()
    {
        long header = bytes.U32(0x3C);
        if (bytes.U32(header) != 0x00004550)
        {
            throw bytes.Damaged("the header at e_lfanew must begin with PE", FormattableString.Invariant($"{bytes.U32(header):X8} at offset {header}"));
        }

        var machine = bytes.U16(header + 4);
        int sectionCount = bytes.U16(header + 6);
        int optionalSize = bytes.U16(header + 20);
        var optional = header + 24;
        var kind = bytes.U16(optional) switch
        {
            0x10B => "PE32",
            0x20B => "PE32+",
            var magic => throw bytes.Damaged("the optional header must be of kind 10B (32 bit) or 20B (64 bit)", FormattableString.Invariant($"{magic:X}")),
        };
        ReadSections(optional + optionalSize, sectionCount);

        var directories = optional + (kind == "PE32" ? 96 : 112);
        var directoryCount = (int)Math.Min(bytes.U32(directories - 4), 16);
        (uint Address, uint Size) Directory(int index) => index < directoryCount
            ? (bytes.U32(directories + (8 * index)), bytes.U32(directories + (8 * index) + 4))
            : (0, 0);

        var imports = Names(Directory(1).Address, 20, 12);
        var delayImports = Names(Directory(13).Address, 32, 4);
        var (ownName, exportCount, named, exports) = Exports(Directory(0).Address);
        var (resources, _) = Directory(2);
        var readOnly = _sections.Where(section => section.Name is ".rdata" or ".data").Select(section => ((long)section.FileOffset, (long)section.FileSize));
        return new PeImage
        {
            Format = "PE",
            Kind = kind,
            Machine = machine switch { 0x8664 => "x64", 0x14C => "x86", 0xAA64 => "arm64", _ => FormattableString.Invariant($"0x{machine:X4}") },
            IsDll = (bytes.U16(header + 22) & 0x2000) != 0,
            Timestamp = bytes.U32(header + 8),
            Imports = imports,
            DelayImports = delayImports,
            OwnName = ownName,
            ExportCount = exportCount,
            NamedExportCount = named,
            Exports = exports,
            SignatureBytes = Directory(4).Size,
            Version = resources == 0 ? null : new PeVersionReader(bytes, Offset, resources).Read(),
            Sections = [.. _sections.Select(section => section.Name)],
            LoadsAtRunTime = RunTimeNames.Find(bytes, readOnly, [.. imports, .. delayImports, ownName]),
        };
    }

    private void ReadSections(long table, int count)
    {
        if (count is 0 or > 96)
        {
            throw bytes.Damaged("an image must have 1 to 96 sections", FormattableString.Invariant($"{count}"));
        }

        Span<byte> name = stackalloc byte[8];
        for (var i = 0; i < count; i++)
        {
            var at = table + (40L * i);
            bytes.Read(at, name);
            var section = new Section(
                System.Text.Encoding.Latin1.GetString(name).TrimEnd('\0'), bytes.U32(at + 12), bytes.U32(at + 8), bytes.U32(at + 20), bytes.U32(at + 16));
            if ((long)section.FileOffset + section.FileSize > bytes.Length)
            {
                throw bytes.Damaged("every section must lie within the file (a cut download is shorter than its sections)",
                    FormattableString.Invariant($"section {section.Name} ends at {(long)section.FileOffset + section.FileSize}, file length={bytes.Length}"));
            }

            _sections.Add(section);
        }
    }

    private long Offset(uint address)
    {
        foreach (var section in _sections)
        {
            if (address >= section.Address && address - section.Address < section.FileSize)
            {
                return section.FileOffset + (address - section.Address);
            }
        }

        throw bytes.Damaged("every address must lie in a section", FormattableString.Invariant($"address={address:X}"));
    }

    private List<string> Names(uint table, int entrySize, int nameAt)
    {
        var names = new List<string>();
        if (table == 0)
        {
            return names;
        }

        for (var at = Offset(table); ; at += entrySize)
        {
            var name = bytes.U32(at + nameAt);
            if (name == 0)
            {
                return names;
            }

            if (names.Count == MostEntries)
            {
                throw bytes.Damaged("an image must import fewer libraries", FormattableString.Invariant($"more than {MostEntries}"));
            }

            names.Add(bytes.Text(Offset(name)));
        }
    }

    private (string? OwnName, int Count, int Named, IReadOnlySet<string>? Names) Exports(uint table)
    {
        if (table == 0)
        {
            return (null, 0, 0, new HashSet<string>());
        }

        var at = Offset(table);
        var name = bytes.U32(at + 12);
        var count = bytes.U32(at + 20);
        var named = bytes.U32(at + 24);
        if (count > 1_000_000 || named > count)
        {
            throw bytes.Damaged("the export directory must have at most a million functions and no more names than functions",
                FormattableString.Invariant($"functions={count}, names={named}"));
        }

        HashSet<string>? names = null;
        if (named <= MostNamedExports && named * 48L < bytes.Left / 2)
        {
            names = new HashSet<string>(StringComparer.Ordinal);
            var pointers = named == 0 ? 0 : Offset(bytes.U32(at + 32));
            for (var i = 0; i < named; i++)
            {
                names.Add(bytes.Text(Offset(bytes.U32(pointers + (4L * i))), 4096));
            }
        }

        return (name == 0 ? null : bytes.Text(Offset(name)), (int)count, (int)named, names);
    }
}
