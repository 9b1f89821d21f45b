using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.Machines;

namespace KerasPort.Tools.Doctor.Surveys;

/// <summary>cuDNN as the loader reaches it.</summary>
/// <param name="Name">The name that the build asks for.</param>
/// <param name="Reached">The file that the loader takes, or null.</param>
/// <param name="Installed">A file of that name where the loader does not look, or null.</param>
/// <param name="Unlinked">A cuDNN of the right major version under its longer name only, or null.</param>
/// <param name="OtherMajor">A cuDNN of another major version, or null.</param>
/// <param name="Better">A copy later in the search path whose version serves, or null.</param>
/// <param name="Version">The reached file's version, or null where nothing tells.</param>
/// <param name="Evidence">What told the version.</param>
/// <param name="MissingParts">Parts that its first use will look for in vain.</param>
/// <param name="MissingZlib">The zlib that it will look for in vain, or null.</param>
/// <param name="MissingDependency">A library that it imports and that is nowhere, or null.</param>
/// <param name="BadPart">A part, or its zlib, that is there but damaged or made for another machine, or null.</param>
internal sealed record CudnnSurvey(
    string Name, LibraryHit? Reached, string? Installed, string? Unlinked, string? OtherMajor, string? Better, Version? Version, string Evidence,
    IReadOnlyList<string> MissingParts, string? MissingZlib, string? MissingDependency, LibraryHit? BadPart = null)
{
    /// <summary>Whether TensorFlow accepts that version: the same major, and a minor not below the one it was built with.</summary>
    public static bool Serves(Version? version, Version built) => version is null || (version.Major == built.Major && version.Minor >= built.Minor);

    public static CudnnSurvey Of(IMachine machine, SearchPath search, IReadOnlyList<string> places, TensorFlowRelease release)
    {
        var windows = machine.Facts.IsWindows;
        var paths = new MachinePaths(windows);
        var versions = new LibraryVersions(machine);
        var name = release.CudnnName(windows);
        var hits = search.Find(name).Select(path => LibraryHit.Of(machine, path)).ToList();
        var reached = LibraryHit.Taken(hits, windows);
        if (reached is null)
        {
            var others = search.Folders.Select(folder => folder.Path).Concat(places)
                .SelectMany(folder => machine.List(folder)
                    .Where(file => "cudnn".Equals(LibraryVersions.StemOf(file), StringComparison.OrdinalIgnoreCase) && !file.Equals(name, paths.Comparison))
                    .OrderBy(file => file.Length).Select(file => paths.Combine(folder, file)))
                .Where(machine.FileExists).ToList();
            return new CudnnSurvey(
                name, null,
                places.Select(folder => paths.Combine(folder, name)).Where(machine.FileExists).FirstOrDefault(path =>
                    LibraryHit.Of(machine, path) is { Good: true } hit && Serves(versions.Cudnn(path, hit.Image).Version, release.Cudnn)),
                others.FirstOrDefault(file => paths.FileName(file).StartsWith(name + ".", paths.Comparison)),
                others.FirstOrDefault(file => !paths.FileName(file).StartsWith(name + ".", paths.Comparison)),
                null, null, "", [], null, null);
        }

        var (version, evidence) = reached.Good ? versions.Cudnn(reached.Path, reached.Image) : (null, "");
        var better = reached.Good && !Serves(version, release.Cudnn)
            ? hits.SkipWhile(hit => hit != reached).Skip(1).FirstOrDefault(hit => hit.Good && versions.Cudnn(hit.Path, hit.Image).Version is { } other && Serves(other, release.Cudnn))
            : null;
        var near = new[] { paths.Parent(reached.Path) }.Concat(search.Folders.Select(folder => folder.Path)).ToList();
        bool Missing(string part) => !near.Any(folder => machine.FileExists(paths.Combine(folder, part)));
        var zlib = version is null ? null : CudnnFiles.Zlib(version, windows);
        return new CudnnSurvey(
            name, reached, null, null, null, better?.Path, version, evidence,
            reached.Good ? [.. CudnnFiles.Parts(release.Cudnn.Major, windows).Where(Missing)] : [],
            reached.Good && zlib is not null && Missing(zlib) ? zlib : null,
            reached.Good ? new LibraryDependencies(machine, search, [.. release.Libraries(windows).Select(library => library.Name)]).FirstMissing(reached) : null,
            reached.Good
                ? CudnnFiles.Parts(release.Cudnn.Major, windows).Append(zlib).OfType<string>()
                    .Select(part => LibraryHit.Taken([.. near.Select(folder => paths.Combine(folder, part)).Where(machine.FileExists).Select(path => LibraryHit.Of(machine, path))], windows)).FirstOrDefault(part => part?.Good == false)
                : null);
    }
}
