namespace KerasPort.Tools.Doctor.Images;

/// <summary>What a library's file says of itself, Windows (PE) and Linux (ELF) alike.</summary>
internal record BinaryImage
{
    /// <summary>"PE" or "ELF".</summary>
    public required string Format { get; init; }

    /// <summary>x64, x86, arm64, or the number of another machine.</summary>
    public required string Machine { get; init; }

    /// <summary>The name that the linker gave it: the export directory's name (PE) or the SONAME (ELF).</summary>
    public string? OwnName { get; init; }

    /// <summary>The libraries without which the loader refuses it: PE imports or ELF NEEDED.</summary>
    public IReadOnlyList<string> Imports { get; init; } = [];

    /// <summary>Names of NVIDIA's and zlib's libraries in its text that no import shows: it loads them at run time.</summary>
    public IReadOnlyList<string> LoadsAtRunTime { get; init; } = [];

    /// <summary>Names of its sections.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];

    /// <summary>Exported names, or null where they are too many to read.</summary>
    public IReadOnlySet<string>? Exports { get; init; }

    /// <summary>Windows' version resource, or null.</summary>
    public VersionResource? Version { get; init; }

    /// <summary>ELF: folders searched after LD_LIBRARY_PATH.</summary>
    public string? RunPath { get; init; }

    /// <summary>ELF: folders searched before LD_LIBRARY_PATH.</summary>
    public string? RPath { get; init; }

    /// <summary>Whether kernels that nvcc compiled lie in it: only a GPU build has their sections.</summary>
    public bool HasGpuKernels => Sections.Any(section =>
        section is ".nv_fatbin" or ".nvFatBinSegment" or ".nv_fatb" or ".nvFatBi" or "__nv_relfatbin");
}
