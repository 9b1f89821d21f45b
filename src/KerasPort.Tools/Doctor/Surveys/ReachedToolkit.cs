using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.Machines;

namespace KerasPort.Tools.Doctor.Surveys;

/// <summary>
/// The CUDA toolkit that the build gets: the first folder with a cudart that the loader searches, or else the first
/// installed one. Whether a library is missing, misnamed or of another toolkit is judged against it.
/// </summary>
internal sealed class ReachedToolkit
{
    private readonly IMachine _machine;
    private readonly MachinePaths _paths;
    private readonly Version _wanted;
    private readonly IReadOnlyList<string> _folders;

    public ReachedToolkit(IMachine machine, SearchPath search, IReadOnlyList<string> places, LibraryVersions versions, TensorFlowRelease release)
    {
        _machine = machine;
        _paths = new MachinePaths(machine.Facts.IsWindows);
        _wanted = release.Cuda;
        var wanted = CudaToolkit.Find(release.Cuda)!;
        var searched = search.Folders.Select(folder => folder.Path).ToList();
        // The folder with the wanted cudart counts first, wherever it stands: other toolkits beside it explain nothing.
        // Next one that lacks only its cudart, so that a stray cudart of another version is not taken for the toolkit.
        var needed = release.Libraries(machine.Facts.IsWindows).Select(library => library.Name).ToHashSet(_paths.Comparer);
        var home = Holding(searched, wanted.NameOf("cudart", machine.Facts.IsWindows)!)
            ?? searched.FirstOrDefault(folder => machine.List(folder).Count(needed.Contains) >= needed.Count / 2 && Holding([folder], "cudart") is null)
            ?? Holding(searched, "cudart");
        Searched = home is not null || Holding(searched, "cublas") is not null;
        home ??= Holding(searched, "cublas") ?? Holding(places, "cudart");
        Folder = home;
        if (home is null)
        {
            _folders = [];
            return;
        }

        // Each wheel of NVIDIA's has a folder of its own; together they are one toolkit.
        _folders = Searched ? [home, .. searched.Where(folder => folder != home && IsWheel(folder))] : [home];
        var stated = versions.OfToolkit(home);
        Version = stated?.Version ?? ByNames(wanted);
        Stated = stated is not null;
        Evidence = stated?.Evidence ?? "the names of its libraries";
    }

    /// <summary>Its folder of libraries, or null where there is no toolkit at all.</summary>
    public string? Folder { get; }

    /// <summary>Whether the loader searches it.</summary>
    public bool Searched { get; }

    /// <summary>Its version, or null where nothing tells.</summary>
    public Version? Version { get; }

    public string Evidence { get; } = "";

    /// <summary>Its name for people; by names alone only the major version is sure.</summary>
    public string Label => Version is not { } version ? "another CUDA"
        : FormattableString.Invariant($"CUDA {version.Major}.{(Stated || version.Major < 11 ? version.Minor.ToString(System.Globalization.CultureInfo.InvariantCulture) : "x")}");

    private bool Stated { get; }

    /// <summary>The library with that stem under another number, or null.</summary>
    public string? OtherNameOf(RequiredLibrary library) => _folders
        .SelectMany(folder => _machine.List(folder)
            .Where(name => library.Stem.Equals(LibraryVersions.StemOf(name), StringComparison.OrdinalIgnoreCase) && !name.Equals(library.Name, _paths.Comparison))
            // Of several links to one file the shortest name is the one that programs ask for.
            .OrderBy(name => name.Length)
            .Select(name => _paths.Combine(folder, name)))
        .FirstOrDefault();

    /// <summary>Whether a toolkit of its version ships the library under that name: then the toolkit, not the name, is the wrong one.</summary>
    public bool ShipsUnderThatName(RequiredLibrary library, string name)
    {
        // libcufft.so.10.4.1 without the link libcufft.so.10: the toolkit is right, only the link is missing.
        if (name.StartsWith(library.Name + ".", _paths.Comparison))
        {
            return false;
        }

        if (CudaToolkit.Find(Version) is not { } toolkit)
        {
            // A toolkit that the tables do not know, such as one that is newer, names its libraries as it likes.
            return Version is { } version && version.Major != _wanted.Major;
        }

        var shipped = toolkit.NameOf(library.Stem, _machine.Facts.IsWindows);
        return shipped is not null && (name.Equals(shipped, _paths.Comparison) || name.StartsWith(shipped + ".", _paths.Comparison));
    }

    private bool IsWheel(string folder) => folder.Contains(_paths.Separator + "nvidia" + _paths.Separator, _paths.Comparison);

    private string? Holding(IEnumerable<string> folders, string nameOrStem) => folders.FirstOrDefault(folder => _machine.List(folder)
        .Any(name => name.Equals(nameOrStem, _paths.Comparison) || nameOrStem.Equals(LibraryVersions.StemOf(name), StringComparison.OrdinalIgnoreCase)));

    private Version? ByNames(CudaToolkit wanted)
    {
        var names = _folders.SelectMany(_machine.List).ToHashSet(_paths.Comparer);
        int Score(CudaToolkit toolkit) => toolkit.Numbers.Keys.Count(stem => names.Contains(toolkit.NameOf(stem, _machine.Facts.IsWindows)!));
        var best = CudaToolkit.All.Max(Score);
        return best == 0 ? null : Score(wanted) == best ? wanted.Version : CudaToolkit.All.First(toolkit => Score(toolkit) == best).Version;
    }
}
