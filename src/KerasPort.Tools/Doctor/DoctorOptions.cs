namespace KerasPort.Tools.Doctor;

/// <summary>What the doctor was asked.</summary>
internal sealed record DoctorOptions
{
    /// <summary>A machine file instead of this machine.</summary>
    public string? Machine { get; init; }

    public bool Json { get; init; }

    public bool Plain { get; init; }

    public bool Verbose { get; init; }
}
