using System.Globalization;

namespace KerasPort.Tools.Doctor.Machines;

/// <summary>
/// Unfolds the short forms of a machine file (driver, gpus, tensorflow, wsl, container) into what a real machine shows:
/// files, registry keys and nvidia-smi's output. The checks see only those.
/// </summary>
internal sealed class MachineUnfolding(MachineFile file, Platform platform, MachinePaths paths)
{
    private static readonly string[] s_runtime = ["msvcp140.dll", "msvcp140_1.dll", "vcruntime140.dll", "vcruntime140_1.dll"];

    private string Multiarch => file.Architecture == "arm64" ? "/usr/lib/aarch64-linux-gnu" : "/usr/lib/x86_64-linux-gnu";

    public IEnumerable<(string Path, MachineFile.FileEntry Entry)> Files()
    {
        foreach (var entry in SystemFiles().Concat(DriverFiles()).Concat(HardwareFiles()))
        {
            yield return entry;
        }

        foreach (var library in file.Tensorflow ?? [])
        {
            if (library.Build is not ("gpu" or "cpu"))
            {
                throw new InvalidDataException($"`tensorflow.build`: must be gpu or cpu. Received: build={library.Build}.");
            }

            string[] kernels = platform == Platform.Windows ? [".text", ".rdata", ".nv_fatb", ".nvFatBi"] : [".text", ".rodata", ".nv_fatbin", ".nvFatBinSegment"];
            yield return (library.Path, new MachineFile.FileEntry
            {
                Machine = library.Machine,
                Imports = library.Imports,
                Sections = library.Build == "gpu" ? kernels : kernels[..2],
            });
        }
    }

    public IEnumerable<KeyValuePair<string, IReadOnlyDictionary<string, string>>> Registry()
    {
        if (platform != Platform.Windows)
        {
            yield break;
        }

        var index = 0;
        foreach (var gpu in file.Gpus ?? [])
        {
            yield return new(
                $@"HKLM\SYSTEM\CurrentControlSet\Enum\PCI\VEN_10DE&DEV_{0x1C82 + index:X4}&SUBSYS_00000000&REV_A1\4&{index}&0&0008",
                new Dictionary<string, string> { ["DeviceDesc"] = gpu.Name, ["ClassGUID"] = "{4d36e968-e325-11ce-bfc1-08002be10318}" });
            index++;
        }
    }

    public IEnumerable<KeyValuePair<string, string>> Programs()
    {
        foreach (var gpu in file.Gpus ?? [])
        {
            MustBeVersion("gpus.compute_capability", gpu.ComputeCapability);
        }

        if (file.Driver is null || file.Gpus is not { Count: > 0 } gpus)
        {
            yield break;
        }

        yield return new("nvidia-smi", string.Concat(gpus.Select(gpu =>
            string.Create(CultureInfo.InvariantCulture, $"{gpu.Name}, {file.Driver.Version}, {gpu.ComputeCapability ?? "[N/A]"}, {gpu.MemoryMib} MiB\n"))));
    }

    private IEnumerable<(string, MachineFile.FileEntry)> SystemFiles()
    {
        if (platform == Platform.Windows)
        {
            foreach (var name in s_runtime)
            {
                yield return ($@"C:\Windows\System32\{name}", new());
            }
        }
        else if (platform == Platform.Linux)
        {
            yield return (Multiarch + "/libz.so.1", new());
            if (file.Wsl)
            {
                yield return ("/proc/version", new() { Text = "Linux version 5.15.153.1-microsoft-standard-WSL2 (root@build) #1 SMP\n" });
                yield return ("/etc/ld.so.conf.d/ld.wsl.conf", new() { Text = "/usr/lib/wsl/lib\n" });
            }

            if (file.Container is { } container)
            {
                yield return container switch
                {
                    "docker" => ("/.dockerenv", new() { Text = "" }),
                    "podman" => ("/run/.containerenv", new() { Text = "" }),
                    "kubernetes" => ("/proc/1/cgroup", new() { Text = "0::/kubepods/besteffort/pod1\n" }),
                    _ => throw new InvalidDataException($"`container`: must be docker, podman or kubernetes. Received: container={container}."),
                };
            }
        }
    }

    private IEnumerable<(string, MachineFile.FileEntry)> DriverFiles()
    {
        if (file.Driver is not { } driver)
        {
            yield break;
        }

        MustBeVersion("driver.version", driver.Version);
        MustBeVersion("driver.kernel_version", driver.KernelVersion);

        if (platform == Platform.Windows)
        {
            yield return (paths.Combine(driver.Folder ?? @"C:\Windows\System32", "nvcuda.dll"),
                new() { FileVersion = WindowsFileVersion(driver.Version), ProductName = "NVIDIA CUDA driver" });
            yield break;
        }

        var folder = driver.Folder ?? (file.Wsl ? "/usr/lib/wsl/lib" : Multiarch);
        var real = paths.Combine(folder, "libcuda.so." + driver.Version);
        if (file.Wsl)
        {
            yield return (paths.Combine(folder, "libcuda.so.1"), new() { OwnName = "libcuda.so.1" });
            yield break;
        }

        yield return (paths.Combine(folder, "libcuda.so.1"), new() { LinkTo = real, OwnName = "libcuda.so.1" });
        yield return (real, new() { OwnName = "libcuda.so.1" });
        yield return ("/proc/driver/nvidia/version", new()
        {
            Text = $"NVRM version: NVIDIA UNIX x86_64 Kernel Module  {driver.KernelVersion ?? driver.Version}  Tue Jul 13 16:36:05 UTC 2021\nGCC version:  gcc version 9.3.0\n",
        });
    }

    private IEnumerable<(string, MachineFile.FileEntry)> HardwareFiles()
    {
        for (var i = 0; platform == Platform.Linux && i < (file.Gpus?.Count ?? 0); i++)
        {
            var device = string.Create(CultureInfo.InvariantCulture, $"/sys/bus/pci/devices/0000:0{i + 1}:00.0");
            yield return (device + "/vendor", new() { Text = "0x10de\n" });
            yield return (device + "/class", new() { Text = "0x030000\n" });
            if (file.Driver is not null && !file.Wsl)
            {
                yield return (string.Create(CultureInfo.InvariantCulture, $"/proc/driver/nvidia/gpus/0000:0{i + 1}:00.0/information"),
                    new() { Text = $"Model: \t\t {file.Gpus![i].Name}\n" });
            }
        }
    }

    private static void MustBeVersion(string field, string? text)
    {
        if (text is not null && !Version.TryParse(text, out _))
        {
            throw new InvalidDataException($"`{field}`: must be a version such as 470.57.02 or 8.6. Received: {field.Split('.')[^1]}={text}.");
        }
    }

    // Windows shows driver 461.09 as the last five digits of the file's version: 27.21.14.6109.
    private static string WindowsFileVersion(string driver)
    {
        var digits = driver.Replace(".", "", StringComparison.Ordinal);
        return digits.Length < 5 ? driver : $"27.21.1{digits[^5]}.{digits[^4..]}";
    }
}
