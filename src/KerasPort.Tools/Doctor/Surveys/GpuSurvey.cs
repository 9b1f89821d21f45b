using System.Globalization;
using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.Machines;

namespace KerasPort.Tools.Doctor.Surveys;

/// <summary>The NVIDIA GPUs in the machine, whether or not a driver serves them.</summary>
internal static class GpuSurvey
{
    private const string Wsl = "/usr/lib/wsl/lib/libcuda.so.1";
    private const string PciKey = @"HKLM\SYSTEM\CurrentControlSet\Enum\PCI";

    /// <summary>The GPUs that the system shows without any program being asked.</summary>
    public static IReadOnlyList<Gpu> Seen(IMachine machine) => machine.Facts.Platform switch
    {
        Platform.Windows => OnWindows(machine),
        Platform.Linux => OnLinux(machine),
        _ => [],
    };

    /// <summary>Why no GPU is visible to CUDA though there are some, or null.</summary>
    public static string? Hidden(IMachine machine, int count)
    {
        if (machine.Variable("CUDA_VISIBLE_DEVICES") is { } visible)
        {
            var first = visible.Split(',')[0].Trim();
            var beyond = int.TryParse(first, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) && (index < 0 || index >= count);
            if (first.Length == 0 || beyond || first.Equals("NoDevFiles", StringComparison.OrdinalIgnoreCase))
            {
                return $"CUDA_VISIBLE_DEVICES=\"{visible}\"";
            }
        }

        return machine.Variable("NVIDIA_VISIBLE_DEVICES") is { } container && container.Trim() is "none" or "void"
            ? $"NVIDIA_VISIBLE_DEVICES=\"{machine.Variable("NVIDIA_VISIBLE_DEVICES")}\""
            : null;
    }

    private static List<Gpu> OnWindows(IMachine machine)
    {
        var gpus = new List<Gpu>();
        foreach (var device in machine.RegistryKeys(PciKey).Where(name => name.StartsWith("VEN_10DE", StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var instance in machine.RegistryKeys(PciKey + "\\" + device))
            {
                var values = machine.Registry($@"{PciKey}\{device}\{instance}");
                if (!values.TryGetValue("ClassGUID", out var kind) || !kind.Contains("4d36e968", StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                var name = values.GetValueOrDefault("DeviceDesc", "").Split(';')[^1];
                gpus.Add(Named(name, "the registry's list of PCI devices"));
            }
        }

        return gpus;
    }

    private static List<Gpu> OnLinux(IMachine machine)
    {
        const string Driver = "/proc/driver/nvidia/gpus";
        var models = machine.List(Driver)
            .Select(device => machine.ReadText($"{Driver}/{device}/information"))
            .OfType<string>()
            .Select(text => text.Split('\n').FirstOrDefault(line => line.StartsWith("Model:", StringComparison.Ordinal))?["Model:".Length..].Trim())
            .Select(name => Named(name ?? "", Driver)).ToList();
        if (models.Count > 0)
        {
            return models;
        }

        const string Pci = "/sys/bus/pci/devices";
        var devices = machine.List(Pci)
            .Where(device => machine.ReadText($"{Pci}/{device}/vendor")?.Trim() == "0x10de"
                && machine.ReadText($"{Pci}/{device}/class")?.Trim().StartsWith("0x03", StringComparison.Ordinal) == true)
            .Select(device => Named("", $"PCI device {device}")).ToList();
        // WSL shows no such device: its driver's library is there where Windows has one.
        return devices.Count == 0 && machine.FileExists(Wsl) ? [Named("", Wsl)] : devices;
    }

    private static Gpu Named(string name, string evidence) =>
        new(name.Length == 0 ? "an NVIDIA GPU" : name, GpuNames.Capability(name), evidence);
}
