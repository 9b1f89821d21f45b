using System.Text.RegularExpressions;
using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.Machines;

namespace KerasPort.Tools.Doctor.Surveys;

/// <summary>What nvidia-smi says, where there is one.</summary>
/// <param name="Gpus">The GPUs it lists.</param>
/// <param name="DriverVersion">The driver's version, or null.</param>
/// <param name="Mismatch">Whether it complains that driver and library differ.</param>
/// <param name="Silence">How long it was waited for in vain, or null where it answered.</param>
internal sealed partial record NvidiaSmi(IReadOnlyList<Gpu> Gpus, Version? DriverVersion, bool Mismatch, TimeSpan? Silence = null)
{
    /// <summary>Its words about that silence.</summary>
    public string? SilenceText => Silence is { } time ? FormattableString.Invariant($"nvidia-smi did not answer within {time.TotalSeconds:0.#} seconds") : null;

    /// <summary>Asks it, for so long at most.</summary>
    public static NvidiaSmi? Of(IMachine machine, TimeSpan patience)
    {
        var answer = machine.Run("nvidia-smi", patience, "--query-gpu=name,driver_version,compute_cap,memory.total", "--format=csv,noheader");
        // Drivers before 450 do not know the field compute_cap.
        if (answer.Text?.Contains("not a valid field", StringComparison.OrdinalIgnoreCase) == true)
        {
            answer = machine.Run("nvidia-smi", patience, "--query-gpu=name,driver_version", "--format=csv,noheader");
        }

        return answer.Hung ? new NvidiaSmi([], null, false, patience) : answer.Text is { } text ? Parse(text) : null;
    }

    private static NvidiaSmi Parse(string output)
    {
        var gpus = new List<Gpu>();
        Version? driver = null;
        foreach (var line in output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split(',', StringSplitOptions.TrimEntries);
            if (fields.Length >= 2 && Version.TryParse(fields[1], out var version))
            {
                driver = version;
                var stated = fields.Length > 2 && Version.TryParse(fields[2], out var capability) ? capability : null;
                gpus.Add(new Gpu(fields[0], stated ?? GpuNames.Capability(fields[0]), "nvidia-smi"));
            }
            else if (DriverLine().Match(line) is { Success: true } table && Version.TryParse(table.Groups[1].Value, out version))
            {
                driver = version;
            }
        }

        return new NvidiaSmi(gpus, driver, output.Contains("version mismatch", StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"Driver Version:\s*(\d+\.[\d.]+)")]
    private static partial Regex DriverLine();
}
