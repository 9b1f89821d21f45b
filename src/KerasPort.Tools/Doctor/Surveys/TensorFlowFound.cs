using System.Text.RegularExpressions;
using KerasPort.Tools.Doctor.Images;
using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.Machines;

namespace KerasPort.Tools.Doctor.Surveys;

/// <summary>A TensorFlow library, as far as its file and its place tell.</summary>
/// <param name="Candidate">Where it is.</param>
/// <param name="Image">What its file says, or null where it is damaged.</param>
/// <param name="Damage">Why it can't be read, or null.</param>
/// <param name="Version">Its version, or null where nothing tells.</param>
/// <param name="VersionEvidence">What told the version.</param>
/// <param name="IsGpuBuild">Whether it is a GPU build.</param>
/// <param name="BuildEvidence">What told the kind of build.</param>
internal sealed partial record TensorFlowFound(
    TensorFlowCandidate Candidate,
    BinaryImage? Image,
    string? Damage,
    Version? Version,
    string VersionEvidence,
    bool IsGpuBuild,
    string BuildEvidence)
{
    /// <summary>What is known of its release; a version newer than the tables counts as the newest known.</summary>
    public TensorFlowRelease? Release => TensorFlowRelease.Find(Version)
        ?? (Version is not null && Version > TensorFlowRelease.All[^1].Version ? TensorFlowRelease.All[^1] with { Version = new Version(Version.Major, Version.Minor) } : null);

    public string Label => Version is null ? "TensorFlow of unknown version" : $"TensorFlow {Version}";

    public static TensorFlowFound Of(IMachine machine, TensorFlowCandidate candidate)
    {
        BinaryImage? image = null;
        string? damage = null;
        try
        {
            image = machine.ReadImage(candidate.Path);
        }
        catch (InvalidDataException error)
        {
            damage = error.Message;
        }

        var (version, evidence) = VersionOf(machine, candidate);
        var imports = image?.Imports.FirstOrDefault(name => name.Contains("cudart", StringComparison.OrdinalIgnoreCase));
        var (isGpu, build) = (image, imports) switch
        {
            (_, not null) => (true, $"it imports {imports}"),
            ({ HasGpuKernels: true }, _) => (true, "it holds GPU kernels"),
            (null, _) when GpuPackage().IsMatch(candidate.Path) => (true, "its package's name"),
            _ => (false, "it holds no GPU kernels"),
        };
        return new TensorFlowFound(candidate, image, damage, version, evidence, isGpu, build);
    }

    private static (Version? Version, string Evidence) VersionOf(IMachine machine, TensorFlowCandidate candidate)
    {
        if (Parse(candidate.Version) is { } stated)
        {
            return (stated, candidate.VersionSource);
        }

        var paths = new MachinePaths(machine.Facts.IsWindows);
        var real = machine.LinkTarget(candidate.Path) ?? candidate.Path;
        if (VersionInName().Match(paths.FileName(real)) is { Success: true } name)
        {
            return (Parse(name.Groups[1].Value), "the file's name " + paths.FileName(real));
        }

        var package = paths.Parent(candidate.Path);
        for (var folder = package; folder.Length > 1; folder = paths.Parent(folder))
        {
            if (Parse(paths.FileName(folder)) is { } version)
            {
                return (version, "the folder " + folder);
            }

            var metadata = machine.List(folder).Select(entry => WheelMetadata().Match(entry)).FirstOrDefault(match => match.Success);
            if (paths.FileName(folder).EndsWith("-packages", StringComparison.Ordinal))
            {
                return metadata is null ? (null, "nothing") : (Parse(metadata.Groups[1].Value), "the package's metadata " + metadata.Value);
            }
        }

        return (null, "nothing");
    }

    /// <summary>A version from a text such as 2.10.0, 2.18.0rc2 or 1.15.</summary>
    public static Version? Parse(string? text) =>
        text is not null && VersionText().Match(text) is { Success: true } match && Version.TryParse(match.Groups[1].Value, out var version)
            && version.Major is 1 or 2 && version.Minor < 100
            ? version
            : null;

    [GeneratedRegex(@"^v?(\d+\.\d+(\.\d+)?)([-.]?(rc|alpha|beta|dev|post)[\w.]*)?(-(cpu|gpu|linux|win|osx)[\w-]*)?$")]
    private static partial Regex VersionText();

    [GeneratedRegex(@"\.so\.(\d+\.\d+\.\d+)$|\.(\d+\.\d+\.\d+)\.dylib$")]
    private static partial Regex VersionInName();

    [GeneratedRegex(@"^tensorflow(?:_cpu|_gpu|_intel|_macos)?-(\d+\.\d+\.\d+\w*)\.dist-info$")]
    private static partial Regex WheelMetadata();

    [GeneratedRegex(@"windows-gpu|linux-gpu|tensorflow[-_]gpu", RegexOptions.IgnoreCase)]
    private static partial Regex GpuPackage();
}
