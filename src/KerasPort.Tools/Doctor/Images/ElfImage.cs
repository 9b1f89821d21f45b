namespace KerasPort.Tools.Doctor.Images;

/// <summary>A Linux image (ELF).</summary>
internal sealed record ElfImage : BinaryImage
{
    /// <summary>ELF64 or ELF32.</summary>
    public required string Class { get; init; }

    /// <summary>Symbols that it defines, or null where the table is too large to read.</summary>
    public int? DefinedSymbols { get; init; }

    /// <summary>Functions among them.</summary>
    public int? DefinedFunctions { get; init; }

    /// <summary>The version definitions' base name.</summary>
    public IReadOnlyList<string> VersionBase { get; init; } = [];

    /// <summary>Versions that it defines.</summary>
    public IReadOnlyList<string> VersionsDefined { get; init; } = [];

    /// <summary>Versions of the C library that it needs, lowest first.</summary>
    public IReadOnlyList<string> GlibcVersionsNeeded { get; init; } = [];

    /// <summary>The linker's build id in hexadecimal, or null.</summary>
    public string? BuildId { get; init; }
}
