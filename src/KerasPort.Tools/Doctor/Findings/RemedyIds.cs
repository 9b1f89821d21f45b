namespace KerasPort.Tools.Doctor.Findings;

/// <summary>The ids of remedies; docs/doctor.md describes each.</summary>
internal static class RemedyIds
{
    public const string None = "none";
    public const string Use64BitProcess = "use-64-bit-process";
    public const string UseOtherMachine = "use-other-machine";
    public const string UseOtherTensorFlow = "use-other-tensorflow";
    public const string InstallTensorFlow = "install-tensorflow";
    public const string ReinstallTensorFlow = "reinstall-tensorflow";
    public const string InstallVcRuntime = "install-vc-runtime";
    public const string RemoveCpuPackage = "remove-cpu-package";
    public const string UseTensorFlow210OrWsl2 = "use-tensorflow-2.10-or-wsl2";
    public const string InstallGpuBuild = "install-gpu-build";
    public const string TellTensorFlowVersion = "tell-tensorflow-version";
    public const string UseCpuBuild = "use-cpu-build";
    public const string InstallDriver = "install-driver";
    public const string InstallWindowsDriver = "install-windows-driver";
    public const string StartContainerWithGpus = "start-container-with-gpus";
    public const string Reboot = "reboot";
    public const string UpdateDriver = "update-driver";
    public const string UnhideGpu = "unhide-gpu";
    public const string UseOlderTensorFlow = "use-older-tensorflow";
    public const string UseNewerTensorFlow = "use-newer-tensorflow";
    public const string WaitOnce = "wait-once";
    public const string InstallCuda = "install-cuda";
    public const string InstallMatchingCuda = "install-matching-cuda";
    public const string RepairCuda = "repair-cuda";
    public const string AddToPath = "add-to-path";
    public const string ReplaceFile = "replace-file";
    public const string InstallDependency = "install-dependency";
    public const string EnlargePageFile = "enlarge-page-file";
    public const string ReorderPath = "reorder-path";
    public const string InstallCudnn = "install-cudnn";
    public const string InstallMatchingCudnn = "install-matching-cudnn";
    public const string CopyAllCudnnFiles = "copy-all-cudnn-files";
    public const string InstallZlib = "install-zlib";
    public const string ReadTheLog = "read-the-log";
}
