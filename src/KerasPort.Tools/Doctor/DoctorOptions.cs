namespace KerasPort.Tools.Doctor;

/// <summary>What the doctor was asked.</summary>
internal sealed record DoctorOptions
{
    /// <summary>A machine file instead of this machine.</summary>
    public string? Machine { get; init; }

    /// <summary>A log to explain; "-" is standard input.</summary>
    public string? Log { get; init; }

    /// <summary>The TensorFlow version of "what if".</summary>
    public string? TensorFlow { get; init; }

    /// <summary>The CUDA folder of "what if".</summary>
    public string? Cuda { get; init; }

    /// <summary>Whether "what if" is about Windows.</summary>
    public bool Windows { get; init; } = OperatingSystem.IsWindows();

    /// <summary>The folder of the program that shall use TensorFlow.</summary>
    public string? Application { get; init; }

    /// <summary>Whether to load the real library in a process of its own: yes, no, or (null) as long as the answer is not delayed by it where there is no GPU.</summary>
    public bool? Ask { get; init; }

    public bool Fix { get; init; }

    public bool Undo { get; init; }

    /// <summary>Whether the user has said yes already.</summary>
    public bool Yes { get; init; }

    public bool Json { get; init; }

    public bool Plain { get; init; }

    public bool Verbose { get; init; }

    /// <summary>Whether the output goes to a terminal.</summary>
    public bool Terminal { get; init; }
}
