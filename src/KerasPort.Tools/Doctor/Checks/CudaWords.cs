using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>The remedies around CUDA, worded for the operating system at hand.</summary>
internal static class CudaWords
{
    /// <summary>What to do where a TensorFlow has no GPU support on Windows any more.</summary>
    public static Remedy WindowsEnded { get; } = new(RemedyIds.UseTensorFlow210OrWsl2, "Use TensorFlow 2.10 (CUDA 11.2, cuDNN 8.1) on Windows, or run a newer one in WSL2.");

    public static Remedy Install(TensorFlowRelease release, bool windows) => new(RemedyIds.InstallCuda,
        $"Install CUDA {release.Cuda} ({Pages.CudaArchive}){Wheels(release, windows)}.");

    public static Remedy InstallMatching(TensorFlowRelease release, Version? found, bool windows)
    {
        var fitting = TensorFlowRelease.BuiltWith(found, windows);
        var other = fitting.Count switch
        {
            0 => "",
            1 => $", or use TensorFlow {fitting[0]}, which was built for CUDA {found!.ToString(2)}",
            _ => $", or use TensorFlow {string.Join(", ", fitting.SkipLast(1))} or {fitting[^1]}, which were built for CUDA {found!.ToString(2)}",
        };
        return new Remedy(RemedyIds.InstallMatchingCuda,
            $"Install CUDA {release.Cuda} beside it ({Pages.CudaArchive}) and put its folder first in {(windows ? "PATH" : "LD_LIBRARY_PATH")}{other}{Wheels(release, windows)}.");
    }

    public static Remedy Repair(TensorFlowRelease release, IReadOnlyList<string> names) => new(RemedyIds.RepairCuda,
        $"Install CUDA {release.Cuda} again, whole ({Pages.CudaArchive}): {string.Join(", ", names)} {(names.Count == 1 ? "is" : "are")} part of it.");

    public static Remedy AddToPath(IReadOnlyList<string> folders, bool windows) => new(RemedyIds.AddToPath, windows
        ? $"Add {string.Join(" and ", folders)} to the environment variable PATH and start the program from a new terminal."
        : $"export LD_LIBRARY_PATH={string.Join(':', folders)}:$LD_LIBRARY_PATH");

    /// <summary>What a version is called in a sentence.</summary>
    public static string Of(LibraryVersion? version) => version?.Cuda is { } cuda ? $"CUDA {cuda}" : "another version";

    private static string Wheels(TensorFlowRelease release, bool windows) =>
        windows || release.Cuda.Major < 12 ? "" : $"; in Python's world: pip install tensorflow[and-cuda]=={release.Version}.*";
}
