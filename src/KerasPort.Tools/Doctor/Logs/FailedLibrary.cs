using System.Text.RegularExpressions;

namespace KerasPort.Tools.Doctor.Logs;

/// <summary>How a library failed to load.</summary>
internal enum LibraryFailure
{
    Absent,

    /// <summary>It is there; another one that it needs is not.</summary>
    Dependency,

    /// <summary>It is there, but damaged or made for another machine.</summary>
    Broken,
}

/// <summary>A library that a log names, judged by the loader's own words.</summary>
/// <param name="Name">What is to be repaired: of a victim the one that it needs.</param>
/// <param name="Asked">What TensorFlow asked for.</param>
/// <param name="Failure">How it failed.</param>
/// <param name="Detail">The loader's words.</param>
internal sealed partial record FailedLibrary(string Name, string Asked, LibraryFailure Failure, string Detail)
{
    public static FailedLibrary Of(string asked, string error)
    {
        if (Absent().Match(error) is { Success: true } absent)
        {
            var named = absent.Groups["name"].Value;
            return named == asked || named.Length == 0
                ? new FailedLibrary(asked, asked, LibraryFailure.Absent, error)
                : new FailedLibrary(named, asked, LibraryFailure.Dependency, error);
        }

        return Broken().IsMatch(error)
            ? new FailedLibrary(asked, asked, LibraryFailure.Broken, error)
            : new FailedLibrary(asked, asked, LibraryFailure.Absent, error);
    }

    // The loader may put a path before the name of the library that it misses.
    [GeneratedRegex(@"^(?:[^:]*/)?(?<name>[^/:\s]+): cannot open shared object file")]
    private static partial Regex Absent();

    [GeneratedRegex(@"wrong ELF class|file too short|invalid ELF header|undefined symbol|version [`'""]?\w+[\w.]*'? not found|not a dynamic|cannot read file|ELF file", RegexOptions.IgnoreCase)]
    private static partial Regex Broken();
}
