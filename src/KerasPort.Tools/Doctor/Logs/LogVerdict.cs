namespace KerasPort.Tools.Doctor.Logs;

/// <summary>The verdicts on a log, by the names that JSON shows.</summary>
internal static class LogVerdict
{
    public const string GpuOk = "gpu-ok";
    public const string CpuBuild = "cpu-build";
    public const string NoDevice = "no-device";
    public const string DriverMissing = "driver-missing";
    public const string DriverTooOld = "driver-too-old";
    public const string DriverMismatch = "driver-mismatch";
    public const string DriverError = "driver-error";
    public const string GpuTooOld = "gpu-too-old";
    public const string LibrariesMissing = "libraries-missing";
    public const string DependencyMissing = "dependency-missing";
    public const string LibraryBroken = "library-broken";
    public const string GpuOutOfMemory = "gpu-out-of-memory";
    public const string CpuTooOld = "cpu-too-old";
    public const string NoFinding = "no-finding";
}
