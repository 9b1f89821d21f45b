using KerasPort.Tools.Doctor.Machines;

namespace KerasPort.Tools.Doctor.Surveys;

/// <summary>Whether the process runs in WSL or in a container.</summary>
internal sealed record Surroundings(bool Wsl, string? Container)
{
    public static Surroundings Of(IMachine machine)
    {
        if (machine.Facts.Platform != Platform.Linux)
        {
            return new Surroundings(false, null);
        }

        var wsl = machine.ReadText("/proc/version")?.Contains("microsoft", StringComparison.OrdinalIgnoreCase) == true;
        var groups = machine.ReadText("/proc/1/cgroup") ?? "";
        var container =
            groups.Contains("kubepods", StringComparison.Ordinal) || machine.Variable("KUBERNETES_SERVICE_HOST") is not null ? "Kubernetes"
            : machine.FileExists("/.dockerenv") || groups.Contains("docker", StringComparison.Ordinal) ? "Docker"
            : machine.FileExists("/run/.containerenv") ? "Podman"
            : null;
        return new Surroundings(wsl, container);
    }
}
