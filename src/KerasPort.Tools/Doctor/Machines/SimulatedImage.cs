using KerasPort.Tools.Doctor.Images;

namespace KerasPort.Tools.Doctor.Machines;

/// <summary>Turns what a machine file says of a library into what the readers of real images give.</summary>
internal static class SimulatedImage
{
    public static BinaryImage From(MachineFile.FileEntry entry, string name, MachineFacts facts)
    {
        if (entry.Damaged is { } damage)
        {
            throw new InvalidDataException($"`{name}`: {damage}.");
        }

        var exports = entry.Exports is null ? null : entry.Exports.ToHashSet(StringComparer.Ordinal);
        // A library's own name is the name it was linked with, whatever it is called now.
        var ownName = entry.OwnName ?? (entry.LinkTo is null ? name : null);
        if (!facts.IsWindows)
        {
            return new ElfImage
            {
                Format = "ELF",
                Class = entry.Machine == "x86" ? "ELF32" : "ELF64",
                Machine = entry.Machine ?? facts.Architecture,
                OwnName = ownName ?? name,
                Imports = entry.Imports ?? [],
                Sections = entry.Sections ?? [],
                Exports = exports,
                LoadsAtRunTime = entry.LoadsAtRunTime ?? [],
                RunPath = entry.RunPath,
                RPath = entry.RPath,
            };
        }

        var strings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in new[]
        {
            ("ProductName", entry.ProductName),
            ("ProductVersion", entry.ProductVersion),
            ("FileVersion", entry.FileVersion),
            ("FileDescription", entry.FileDescription),
            ("OriginalFilename", entry.OriginalFilename),
        })
        {
            if (value is not null)
            {
                strings[key] = value;
            }
        }

        return new PeImage
        {
            Format = "PE",
            Kind = entry.Machine == "x86" ? "PE32" : "PE32+",
            Machine = entry.Machine ?? facts.Architecture,
            IsDll = true,
            OwnName = ownName ?? name,
            Imports = entry.Imports ?? [],
            Sections = entry.Sections ?? [],
            Exports = exports,
            LoadsAtRunTime = entry.LoadsAtRunTime ?? [],
            Version = strings.Count == 0 ? null : new VersionResource("040904E4", strings, Numbers(entry.FileVersion), Numbers(entry.ProductVersion)),
        };
    }

    private static int[] Numbers(string? version)
    {
        var parts = (version ?? "").Split('.', ',').Select(part => int.TryParse(part, out var number) ? number : 0).ToArray();
        return [.. Enumerable.Range(0, 4).Select(index => index < parts.Length ? parts[index] : 0)];
    }
}
