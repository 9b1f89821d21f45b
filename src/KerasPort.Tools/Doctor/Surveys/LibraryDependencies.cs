using System.Text.RegularExpressions;
using KerasPort.Tools.Doctor.Machines;

namespace KerasPort.Tools.Doctor.Surveys;

/// <summary>Follows the imports of a library and tells the first one that is nowhere.</summary>
/// <param name="machine">The machine.</param>
/// <param name="search">The loader's folders.</param>
/// <param name="reportedApart">Libraries that have a finding of their own when missing.</param>
internal sealed partial class LibraryDependencies(IMachine machine, SearchPath search, IReadOnlyList<string> reportedApart)
{
    private const int Deepest = 6;
    private readonly MachinePaths _paths = new(machine.Facts.IsWindows);

    /// <summary>The name of the first missing dependency, or null.</summary>
    public string? FirstMissing(LibraryHit library) =>
        FirstMissing(library, 0, new HashSet<string>(_paths.Comparer) { _paths.FileName(library.Path) });

    private string? FirstMissing(LibraryHit library, int depth, HashSet<string> seen)
    {
        if (depth == Deepest || library.Image is null)
        {
            return null;
        }

        foreach (var name in library.Image.Imports.Where(name => !IsOfTheSystem(name) && seen.Add(name)))
        {
            var found = Folders(library).Select(folder => _paths.Combine(folder, name)).Where(machine.FileExists)
                .Select(path => LibraryHit.Of(machine, path)).FirstOrDefault(hit => hit.Good);
            if (found is null)
            {
                if (reportedApart.Contains(name, _paths.Comparer))
                {
                    continue;
                }

                return name;
            }

            if (FirstMissing(found, depth + 1, seen) is { } deeper)
            {
                return deeper;
            }
        }

        return null;
    }

    private IEnumerable<string> Folders(LibraryHit library)
    {
        var listed = string.Join(':', library.Image?.RPath, library.Image?.RunPath);
        IEnumerable<string> stated = machine.Facts.IsWindows
            ? [_paths.Parent(library.Path)]
            : _paths.SplitList(listed).Select(folder => _paths.FromOrigin(folder, library.Path));
        return stated.Concat(search.Folders.Select(folder => folder.Path));
    }

    private bool IsOfTheSystem(string name) => (machine.Facts.IsWindows ? WindowsSystem() : LinuxSystem()).IsMatch(name);

    // nvcuda and libcuda come with the driver, which has a check of its own.
    [GeneratedRegex(@"^(api-ms-win|ext-ms)-|^(kernel32|kernelbase|ntdll|user32|gdi32|advapi32|ole32|oleaut32|shell32|shlwapi|ws2_32|wsock32|msvcrt|ucrtbase|bcrypt|bcryptprimitives|crypt32|dbghelp|psapi|version|setupapi|cfgmgr32|winmm|rpcrt4|combase|secur32|iphlpapi|dnsapi|powrprof|d3d\d+|dxgi|opengl32|normaliz|imagehlp|userenv|netapi32|mscoree|comdlg32|comctl32|nvcuda|concrt140|vcomp140|msvcp140_2|msvcp140_atomic_wait|ncrypt|wintrust|pdh|wtsapi32)\.dll$", RegexOptions.IgnoreCase)]
    private static partial Regex WindowsSystem();

    [GeneratedRegex(@"^(ld-linux[\w-]*|linux-vdso|libc|libm|libmvec|libdl|libpthread|librt|libutil|libresolv|libgcc_s|libstdc\+\+|libgomp|libomp|libcuda)\.so(\.\d+)*$")]
    private static partial Regex LinuxSystem();
}
