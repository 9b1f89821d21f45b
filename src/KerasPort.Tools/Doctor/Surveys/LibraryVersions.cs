using System.Text.Json;
using System.Text.RegularExpressions;
using KerasPort.Tools.Doctor.Images;
using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.Machines;

namespace KerasPort.Tools.Doctor.Surveys;

/// <summary>
/// Tells the real version of a library: on Windows from its version resource, on Linux from its SONAME, the name that its
/// link leads to, the toolkit's version file, or the metadata of the package that brought it.
/// </summary>
internal sealed partial class LibraryVersions(IMachine machine)
{
    private static readonly string[] s_headerParts = ["MAJOR", "MINOR", "PATCHLEVEL"];
    private readonly MachinePaths _paths = new(machine.Facts.IsWindows);

    /// <summary>The version of a library file; always an answer, at worst "unknown (11.x)".</summary>
    public LibraryVersion Of(string path, string stem, BinaryImage? image)
    {
        var asked = _paths.FileName(path);
        var renamed = image?.OwnName is { } own && !own.Equals(asked, _paths.Comparison) && stem.Equals(StemOf(own), StringComparison.OrdinalIgnoreCase) ? own : null;
        var version = LibraryVersion.FromResource(image?.Version);
        if (version?.Cuda is null && renamed is not null && ByName(stem, renamed) is { } byName)
        {
            version = new LibraryVersion(byName, version?.Own, "it was linked as " + renamed);
        }

        version = version?.Cuda is not null || stem == "cudnn" ? version : FromPlace(path, stem) ?? version;
        if (version is null || (version.Cuda is null && stem != "cudnn"))
        {
            var guess = ByName(stem, asked);
            version = new LibraryVersion(guess, version?.Own, $"unknown ({guess?.ToString() ?? "nothing tells"})");
        }

        return version with { RenamedFrom = renamed };
    }

    /// <summary>cuDNN's version: version resource, the link's real name, the package's metadata or the header beside it.</summary>
    public (Version? Version, string Evidence) Cudnn(string path, BinaryImage? image)
    {
        foreach (var field in new[] { "ProductVersion", "FileVersion" })
        {
            if (image?.Version?.Text(field) is { } text && Version.TryParse(text.Replace(',', '.'), out var resource)
                && resource is { Major: >= 5 and <= 9 } and not { Major: 6, Minor: 14 })
            {
                return (resource, $"{field} \"{text}\"");
            }
        }

        var real = machine.LinkTarget(path) ?? path;
        if (NumberAfterSo().Match(_paths.FileName(real)) is { Success: true } name && Version.TryParse(name.Groups[1].Value, out var linked))
        {
            return (linked, "the file's real name " + _paths.FileName(real));
        }

        if (Wheel(path) is { } wheel)
        {
            return (wheel.Version, wheel.Evidence);
        }

        if (Conda(path, "cudnn") is { } conda)
        {
            return conda;
        }

        if (image?.OwnName is { } own && !own.Equals(_paths.FileName(path), _paths.Comparison) && CudnnName().Match(own) is { Success: true } major)
        {
            return (new Version(int.Parse(major.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 0), "it was linked as " + own);
        }

        var root = _paths.Parent(_paths.Parent(path));
        foreach (var header in new[] { "include/cudnn_version.h", "include/cudnn.h", "../include/cudnn_version.h" })
        {
            var text = machine.ReadText(_paths.Combine(root, header)) ?? "";
            var parts = s_headerParts
                .Select(part => Regex.Match(text, $@"#define\s+CUDNN_{part}\s+(\d+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value).ToArray();
            if (Version.TryParse(string.Join('.', parts), out var stated))
            {
                return (stated, header);
            }
        }

        return (null, "nothing tells");
    }

    /// <summary>The stem of a library's name, such as cufft for cufft64_10.dll, or null.</summary>
    public static string? StemOf(string name)
    {
        var match = NameParts().Match(name);
        return match.Success ? match.Groups["stem"].Value is { Length: > 0 } stem ? stem : match.Groups["linux"].Value : null;
    }

    /// <summary>The CUDA version that ships the library under that name; without minor where several do.</summary>
    public CudaVersion? ByName(string stem, string name)
    {
        var toolkits = CudaToolkit.All.Where(toolkit => toolkit.NameOf(stem, machine.Facts.IsWindows)?.Equals(name, _paths.Comparison) == true).ToList();
        return toolkits.Count switch
        {
            0 => null,
            1 => CudaVersion.Of(toolkits[0].Version),
            _ when toolkits.All(toolkit => toolkit.Version.Major == toolkits[0].Version.Major) => new CudaVersion(toolkits[0].Version.Major, null),
            _ => null,
        };
    }

    private LibraryVersion? FromPlace(string path, string stem)
    {
        if (!machine.Facts.IsWindows)
        {
            var real = _paths.FileName(machine.LinkTarget(path) ?? path);
            var number = NumberAfterSo().Match(real);
            // cudart's own version is the toolkit's; up to 10.0 that holds for every library.
            if (number.Success && Version.TryParse(number.Groups[1].Value, out var own) && (own is { Build: >= 0 } || own < new Version(10, 1)))
            {
                if (stem == "cudart" || own < new Version(10, 1))
                {
                    return new LibraryVersion(CudaVersion.Of(own), own, "the file's real name " + real);
                }
            }
        }

        if (Wheel(path) is { } wheel)
        {
            var version = stem == "cudart" ? CudaVersion.Of(wheel.Version) : new CudaVersion(wheel.CudaMajor, null);
            return new LibraryVersion(version, wheel.Version, wheel.Evidence);
        }

        if ((Conda(path, "cuda-version") ?? Conda(path, "cudatoolkit")) is { } conda)
        {
            return new LibraryVersion(CudaVersion.Of(conda.Version), null, conda.Evidence);
        }

        // CUDA 10.1's packages put cuBLAS alone into the folder of 10.2.
        var folder = _paths.Parent(machine.LinkTarget(path) ?? path);
        return OfToolkit(folder) is { } toolkit && (machine.Facts.IsWindows || machine.List(folder).Any(name => StemOf(name) == "cudart"))
            ? new LibraryVersion(CudaVersion.Of(toolkit.Version), null, toolkit.Evidence)
            : null;
    }

    /// <summary>The version of the toolkit that a folder of libraries belongs to, by its version file or its folder's name.</summary>
    public (Version Version, string Evidence)? OfToolkit(string folder)
    {
        var root = folder;
        for (var i = 0; i < 4 && root.Length > 1; i++, root = _paths.Parent(root))
        {
            var json = machine.ReadText(_paths.Combine(root, "version.json"));
            if (json is not null && FromJson(json) is { } stated)
            {
                return (stated, _paths.Combine(root, "version.json"));
            }

            var text = VersionFile().Match(machine.ReadText(_paths.Combine(root, "version.txt")) ?? "");
            if (text.Success && Version.TryParse(text.Groups[1].Value, out var written))
            {
                return (written, _paths.Combine(root, "version.txt"));
            }

            var name = FolderName().Match(_paths.FileName(root));
            if (name.Success && Version.TryParse(name.Groups[1].Value, out var named))
            {
                return (named, "the folder " + root);
            }
        }

        return null;
    }

    private static Version? FromJson(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Version.TryParse(document.RootElement.GetProperty("cuda").GetProperty("version").GetString(), out var version) ? version : null;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private (Version Version, int CudaMajor, string Evidence)? Wheel(string path)
    {
        var package = _paths.Parent(_paths.Parent(path));
        var nvidia = _paths.Parent(package);
        if (!_paths.FileName(nvidia).Equals("nvidia", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var prefix = "nvidia_" + _paths.FileName(package) + "_cu";
        foreach (var entry in machine.List(_paths.Parent(nvidia)))
        {
            var match = WheelMetadata().Match(entry);
            if (match.Success && entry.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && Version.TryParse(match.Groups[2].Value, out var version))
            {
                return (version, int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), "the package's metadata " + entry);
            }
        }

        return null;
    }

    private (Version Version, string Evidence)? Conda(string path, string package)
    {
        for (var folder = _paths.Parent(path); folder.Length > 1; folder = _paths.Parent(folder))
        {
            foreach (var entry in machine.List(_paths.Combine(folder, "conda-meta")))
            {
                var match = Regex.Match(entry, "^" + package + @"-(\d+\.\d+(\.\d+)*)-", RegexOptions.None, TimeSpan.FromSeconds(1));
                if (match.Success && Version.TryParse(match.Groups[1].Value, out var version))
                {
                    return (version, "conda's metadata " + entry);
                }
            }
        }

        return null;
    }

    [GeneratedRegex(@"^(?<stem>cudart|cublasLt|cublas|cufft|curand|cusolver|cusparse|cudnn)64_\d+\.dll$|^lib(?<linux>cudart|cublasLt|cublas|cufft|curand|cusolver|cusparse|cudnn)\.so\.[\d.]+$", RegexOptions.IgnoreCase)]
    private static partial Regex NameParts();

    [GeneratedRegex(@"^(?:libcudnn\.so\.|cudnn64_)(\d{1,2})\b")]
    private static partial Regex CudnnName();

    [GeneratedRegex(@"\.so\.(\d+\.\d+(\.\d+)*)$")]
    private static partial Regex NumberAfterSo();

    [GeneratedRegex(@"CUDA Version (\d+\.\d+(\.\d+)?)")]
    private static partial Regex VersionFile();

    [GeneratedRegex(@"^(?:v|cuda[-_]?v?)(\d+\.\d+)$", RegexOptions.IgnoreCase)]
    private static partial Regex FolderName();

    [GeneratedRegex(@"_cu(\d{1,3})-(\d+\.\d+(\.\d+)*)(?:\.post\d+)?\.dist-info$", RegexOptions.IgnoreCase)]
    private static partial Regex WheelMetadata();
}
