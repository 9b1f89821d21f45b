namespace KerasPort.Tools.Doctor.Machines;

/// <summary>The operating systems that the doctor tells apart.</summary>
internal enum Platform
{
    Windows,
    Linux,
    MacOS,
}

/// <summary>What the process knows of the machine without looking into files.</summary>
internal sealed record MachineFacts
{
    public required Platform Platform { get; init; }

    /// <summary>The operating system's version as it names itself.</summary>
    public string OsVersion { get; init; } = "";

    /// <summary>The process' architecture: x64, x86 or arm64.</summary>
    public string Architecture { get; init; } = "x64";

    /// <summary>Instruction sets of the CPU in lower case, such as avx2.</summary>
    public IReadOnlySet<string> CpuFeatures { get; init; } = new HashSet<string>();

    /// <summary>The folder of the running program, which Windows searches first.</summary>
    public string? ApplicationFolder { get; init; }

    public bool IsWindows => Platform == Platform.Windows;
}
