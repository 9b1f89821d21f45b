namespace KerasPort.Tools.Doctor.Images;

/// <summary>A Windows image (PE).</summary>
internal sealed record PeImage : BinaryImage
{
    /// <summary>PE32 (32 bit) or PE32+ (64 bit).</summary>
    public required string Kind { get; init; }

    /// <summary>Whether it is a DLL.</summary>
    public bool IsDll { get; init; }

    /// <summary>Seconds since 1970 in the header; meaningless in reproducible builds.</summary>
    public uint Timestamp { get; init; }

    /// <summary>Libraries that are loaded when first called.</summary>
    public IReadOnlyList<string> DelayImports { get; init; } = [];

    /// <summary>How many functions it exports.</summary>
    public int ExportCount { get; init; }

    /// <summary>How many of them have a name.</summary>
    public int NamedExportCount { get; init; }

    /// <summary>Size of the signature, 0 where unsigned.</summary>
    public uint SignatureBytes { get; init; }
}
