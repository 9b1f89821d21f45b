using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.Machines;

namespace KerasPort.Tools.Doctor.Surveys;

/// <summary>What is wrong with a library that the build needs.</summary>
internal enum LibraryTrouble
{
    None,

    /// <summary>No file of that name anywhere.</summary>
    Missing,

    /// <summary>It is there under another version's name, in a toolkit that ships it under the right one.</summary>
    Misnamed,

    /// <summary>The toolkit that the loader reaches is of another version, whose libraries have other names.</summary>
    OtherToolkit,

    /// <summary>It is installed, but the loader does not look there.</summary>
    NotSearched,

    /// <summary>It is made for another processor.</summary>
    WrongMachine,

    /// <summary>Its file is damaged.</summary>
    Damaged,

    /// <summary>A library that it needs itself is missing.</summary>
    DependencyMissing,

    /// <summary>A copy of another version is reached before the right one.</summary>
    Shadowed,

    /// <summary>It loads, but is of a version that the build was not made with.</summary>
    OtherVersion,
}

/// <summary>One needed library and what became of it.</summary>
/// <param name="Library">What the build asks for.</param>
/// <param name="Trouble">What is wrong.</param>
/// <param name="Path">The file that the loader takes, or that explains the trouble.</param>
/// <param name="Detail">Another file or name that belongs to the explanation: the right copy, the missing dependency, the loader's words.</param>
/// <param name="Version">The real version of the file, or null.</param>
internal sealed record LibraryState(RequiredLibrary Library, LibraryTrouble Trouble, string? Path, string? Detail, LibraryVersion? Version);

/// <summary>Looks for each library as the loader would, and tells what is wrong where it would not get the right one.</summary>
internal sealed class LibrarySurvey
{
    private readonly IMachine _machine;
    private readonly SearchPath _search;
    private readonly IReadOnlyList<string> _places;
    private readonly LibraryVersions _versions;
    private readonly LibraryDependencies _dependencies;
    private readonly MachinePaths _paths;
    private readonly Version _built;

    public LibrarySurvey(IMachine machine, SearchPath search, IReadOnlyList<string> places, TensorFlowRelease release)
    {
        _machine = machine;
        _search = search;
        _places = places;
        _paths = new MachinePaths(machine.Facts.IsWindows);
        _versions = new LibraryVersions(machine);
        _built = release.Cuda;
        var required = release.Libraries(machine.Facts.IsWindows);
        _dependencies = new LibraryDependencies(machine, search, [.. required.Select(library => library.Name), release.CudnnName(machine.Facts.IsWindows)]);
        Toolkit = new ReachedToolkit(machine, search, places, _versions, release);
        States = [.. required.Select(StateOf)];
    }

    /// <summary>The toolkit that the loader reaches.</summary>
    public ReachedToolkit Toolkit { get; }

    /// <summary>The needed CUDA libraries, in TensorFlow's order.</summary>
    public IReadOnlyList<LibraryState> States { get; }

    private LibraryState StateOf(RequiredLibrary library)
    {
        var hits = _search.Find(library.Name).Select(path => LibraryHit.Of(_machine, path)).ToList();
        var reached = LibraryHit.Taken(hits, _machine.Facts.IsWindows);
        if (reached is null)
        {
            return Absent(library);
        }

        if (!reached.Good)
        {
            var trouble = reached.Damage is null ? LibraryTrouble.WrongMachine : LibraryTrouble.Damaged;
            return new LibraryState(library, trouble, reached.Path, reached.Damage ?? reached.WrongMachine, null);
        }

        var version = _versions.Of(reached.Path, library.Stem, reached.Image);
        if (_dependencies.FirstMissing(reached) is { } missing)
        {
            return new LibraryState(library, LibraryTrouble.DependencyMissing, reached.Path, missing, version);
        }

        if (version.RenamedFrom is null && version.Cuda?.Serves(_built) != false)
        {
            return new LibraryState(library, LibraryTrouble.None, reached.Path, null, version);
        }

        var better = hits.SkipWhile(hit => hit != reached).Skip(1).FirstOrDefault(hit => hit.Good
            && _versions.Of(hit.Path, library.Stem, hit.Image) is { RenamedFrom: null } other && other.Cuda?.Serves(_built) == true);
        return new LibraryState(library, better is null ? LibraryTrouble.OtherVersion : LibraryTrouble.Shadowed, reached.Path, better?.Path, version);
    }

    private LibraryState Absent(RequiredLibrary library)
    {
        // A copy of another CUDA under the same name is no help.
        var installed = _places.Select(folder => _paths.Combine(folder, library.Name)).Where(_machine.FileExists)
            .FirstOrDefault(path => LibraryHit.Of(_machine, path) is { Good: true } hit
                && _versions.Of(path, library.Stem, hit.Image) is { RenamedFrom: null } version && version.Cuda?.Serves(_built) != false);
        var other = Toolkit.OtherNameOf(library);
        if (other is not null && (Toolkit.Searched || installed is null))
        {
            var trouble = Toolkit.ShipsUnderThatName(library, _paths.FileName(other)) ? LibraryTrouble.OtherToolkit : LibraryTrouble.Misnamed;
            // A toolkit of another version in the search path does not hide a right one that only needs to be searched.
            return installed is not null && trouble == LibraryTrouble.OtherToolkit
                ? new LibraryState(library, LibraryTrouble.NotSearched, installed, other, null)
                : new LibraryState(library, trouble, other, null, _versions.Of(other, library.Stem, LibraryHit.Of(_machine, other).Image));
        }

        return installed is null
            ? new LibraryState(library, LibraryTrouble.Missing, null, null, null)
            : new LibraryState(library, LibraryTrouble.NotSearched, installed, null, null);
    }
}
