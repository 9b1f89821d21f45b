using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>NVIDIA's driver: there, running, of one version, and new enough for the CUDA that the build needs.</summary>
internal sealed class DriverCheck() : Check("NVIDIA driver")
{
    private static readonly Remedy s_reboot = new(RemedyIds.Reboot, "Restart the machine; if that does not help, install the driver again.");

    public override IEnumerable<Finding> Examine(Diagnosis diagnosis)
    {
        if (diagnosis.Gpus.Count == 0)
        {
            yield break;
        }

        var driver = diagnosis.Driver;
        var around = diagnosis.Surroundings;
        var library = diagnosis.Windows ? "nvcuda.dll" : "libcuda.so.1";
        if (driver.LibraryPath is null && driver.LibraryElsewhere is { } elsewhere)
        {
            var folder = elsewhere[..elsewhere.LastIndexOf('/')];
            yield return Problem(FindingIds.DriverNotOnPath, Effect.GpuUnusable, elsewhere,
                $"{library} is in {folder}, where the loader does not look.",
                new Remedy(RemedyIds.AddToPath, $"Add {folder} to LD_LIBRARY_PATH: export LD_LIBRARY_PATH={folder}:$LD_LIBRARY_PATH"));
        }
        else if (driver.LibraryPath is null)
        {
            yield return Problem(FindingIds.DriverMissing, EffectOf(diagnosis), library,
                driver.Stub is null
                    ? $"There is an NVIDIA GPU, but no NVIDIA driver: {library} is nowhere."
                    : $"There is an NVIDIA GPU, but no NVIDIA driver: {driver.Stub} is CUDA's stub, which serves for linking only.",
                Install(around), [.. diagnosis.Gpus.Select(gpu => gpu.Evidence)]);
        }
        else if (driver.Stub is { } stub)
        {
            var folder = stub[..stub.LastIndexOf('/')];
            yield return Problem(FindingIds.PathOrder, Effect.GpuUnusable, library,
                $"The loader reaches CUDA's stub of the driver first, in {folder}; it serves for linking only, the driver is in {driver.LibraryPath}.",
                new Remedy(RemedyIds.ReorderPath, $"Take {folder} out of LD_LIBRARY_PATH."), stub);
        }
        else if (driver.Mismatch)
        {
            yield return Problem(FindingIds.DriverMismatch, Effect.GpuUnusable, driver.LibraryVersion?.ToString(),
                "The driver's kernel module and its library are of different versions, as after an update without a restart.",
                s_reboot,
                $"library {driver.LibraryVersion}", $"kernel module {driver.KernelVersion}");
        }
        else if (!diagnosis.Windows && !around.Wsl && driver.KernelVersion is null && driver.SmiVersion is null)
        {
            yield return Problem(FindingIds.DriverNotRunning, Effect.GpuUnusable, null,
                "The driver's library is there, but its kernel module does not run: /proc/driver/nvidia/version does not exist.",
                around.Container is null
                    ? s_reboot
                    : Install(around));
        }
        else if (TooOld(diagnosis) is { } finding)
        {
            yield return finding;
        }
        else if (diagnosis.Smi?.SilenceText is { } silence)
        {
            yield return Warning(FindingIds.DriverNotAnswering,
                "The driver is there, but does not answer: TensorFlow may wait for it too.",
                s_reboot, silence);
        }
        else
        {
            yield return Ok(driver.Version is { } version ? "version " + Text(version) : "installed, version unknown", driver.LibraryPath);
        }
    }

    private static Remedy Install(Surroundings around) => around switch
    {
        { Container: "Kubernetes" } => new(RemedyIds.StartContainerWithGpus, "Request the GPU in the pod's resources: limits: nvidia.com/gpu: 1."),
        { Container: "Podman" } => new(RemedyIds.StartContainerWithGpus, "Start the container with --device nvidia.com/gpu=all (NVIDIA Container Toolkit on the host)."),
        { Container: not null } => new(RemedyIds.StartContainerWithGpus, "Start the container with --gpus all (NVIDIA Container Toolkit on the host)."),
        { Wsl: true } => new(RemedyIds.InstallWindowsDriver, $"Install NVIDIA's driver on Windows, never inside WSL: {Pages.Driver}"),
        _ => new(RemedyIds.InstallDriver, $"Install NVIDIA's driver for your GPU: {Pages.Driver}"),
    };

    private Finding? TooOld(Diagnosis diagnosis)
    {
        if (diagnosis.Driver.Version is not { } version || diagnosis.Target?.Release is not { } release)
        {
            return null;
        }

        var floor = DriverFloor.For(release.Cuda, diagnosis.Windows || diagnosis.Surroundings.Wsl);
        var reason = $"TensorFlow {release.Version} (CUDA {release.Cuda})";
        if (release.Cuda.Major >= 12 && diagnosis.Gpus.Any(gpu => gpu.Capability >= new Version(10, 0)) && version < DriverFloor.Blackwell)
        {
            (floor, reason) = (DriverFloor.Blackwell.Major.ToString(System.Globalization.CultureInfo.InvariantCulture), "this GPU");
        }
        else if (version >= Version.Parse(floor))
        {
            return null;
        }

        return Problem(FindingIds.DriverTooOld, Effect.GpuUnusable, Text(version),
            $"The NVIDIA driver {Text(version)} is too old: {reason} needs {floor} or newer.",
            new Remedy(RemedyIds.UpdateDriver, $"Install a newer NVIDIA driver, {floor} at least{(diagnosis.Surroundings.Wsl ? ", on Windows" : "")}: {Pages.Driver}"),
            diagnosis.Driver.LibraryPath!);
    }

    // NVIDIA writes 461.09 and 470.57.02: numbers after the first have two digits at least.
    private static string Text(Version version) => version.Build < 0
        ? FormattableString.Invariant($"{version.Major}.{version.Minor:00}")
        : FormattableString.Invariant($"{version.Major}.{version.Minor:00}.{version.Build:00}");
}
