using KerasPort.Tools.Doctor.Images;
using KerasPort.Tools.Doctor.Machines;

namespace KerasPort.Tools.Doctor.Surveys;

/// <summary>A folder in which the loader looks for libraries.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Origin">Why it is searched: PATH, LD_LIBRARY_PATH and so on.</param>
internal sealed record SearchFolder(string Path, string Origin);

/// <summary>The folders in which the loader looks for a library that TensorFlow names, in their order.</summary>
internal sealed class SearchPath
{
    private readonly IMachine _machine;
    private readonly MachinePaths _paths;

    public SearchPath(IMachine machine, TensorFlowFound? tensorFlow)
    {
        _machine = machine;
        _paths = new MachinePaths(machine.Facts.IsWindows);
        var folders = machine.Facts.IsWindows ? OnWindows(tensorFlow) : OnLinux(tensorFlow?.Image, tensorFlow?.Candidate.Path);
        var seen = new HashSet<string>(_paths.Comparer);
        Folders = [.. folders.Select(folder => folder with { Path = _paths.Normalize(folder.Path) }).Where(folder => seen.Add(folder.Path))];
    }

    public IReadOnlyList<SearchFolder> Folders { get; }

    /// <summary>Every file of that name in the search path, the first reached first.</summary>
    public IEnumerable<string> Find(string name) =>
        Folders.Select(folder => _paths.Combine(folder.Path, name)).Where(_machine.FileExists);

    /// <summary>A link of that name in the search path that leads to no file, or null.</summary>
    public string? DanglingLink(string name) => Folders.Where(folder => _machine.List(folder.Path).Contains(name, _paths.Comparer))
        .Select(folder => _paths.Combine(folder.Path, name)).FirstOrDefault(path => !_machine.FileExists(path) && _machine.LinkTarget(path) is not null);

    /// <summary>Why the folder of a path is searched.</summary>
    public string OriginOf(string path) =>
        Folders.FirstOrDefault(folder => _paths.Same(folder.Path, _paths.Parent(path)))?.Origin ?? "not searched";

    private IEnumerable<SearchFolder> OnWindows(TensorFlowFound? tensorFlow)
    {
        // Imports are looked for beside the importing DLL first; names that TensorFlow loads at run time are not.
        if (tensorFlow?.Release?.ImportsCuda(windows: true) == true)
        {
            yield return new SearchFolder(_paths.Parent(tensorFlow.Candidate.Path), "the folder of tensorflow.dll");
        }

        if (_machine.Facts.ApplicationFolder is { } application)
        {
            yield return new SearchFolder(application, "the program's folder");
        }

        var windows = _machine.Variable("SystemRoot") ?? @"C:\Windows";
        yield return new SearchFolder(windows + @"\System32", "Windows");
        yield return new SearchFolder(windows, "Windows");
        foreach (var folder in _paths.SplitList(_machine.Variable("PATH")))
        {
            yield return new SearchFolder(Expand(folder), "PATH");
        }
    }

    private string Expand(string folder)
    {
        var parts = folder.Split('%');
        for (var i = 1; i < parts.Length - 1; i += 2)
        {
            parts[i] = _machine.Variable(parts[i]) ?? $"%{parts[i]}%";
        }

        return string.Concat(parts);
    }

    private IEnumerable<SearchFolder> OnLinux(BinaryImage? image, string? library)
    {
        IEnumerable<SearchFolder> Of(string? list, string origin) => _paths.SplitList(list)
            .Select(folder => new SearchFolder(library is null ? folder : _paths.FromOrigin(folder, library), origin));

        if (image is { RPath: not null, RunPath: null })
        {
            foreach (var folder in Of(image.RPath, "RPATH of libtensorflow"))
            {
                yield return folder;
            }
        }

        foreach (var folder in Of(_machine.Variable("LD_LIBRARY_PATH"), "LD_LIBRARY_PATH").Concat(Of(image?.RunPath, "RUNPATH of libtensorflow")))
        {
            yield return folder;
        }

        foreach (var folder in Configured("/etc/ld.so.conf", 0))
        {
            yield return folder;
        }

        var multiarch = _machine.Facts.Architecture == "arm64" ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
        foreach (var folder in new[] { $"/lib/{multiarch}", $"/usr/lib/{multiarch}", "/lib64", "/usr/lib64", "/lib", "/usr/lib" })
        {
            // Where /lib is a link to /usr/lib the same files would be seen twice.
            if (_machine.LinkTarget("/" + folder.Split('/')[1]) is null)
            {
                yield return new SearchFolder(folder, "system folder");
            }
        }
    }

    private IEnumerable<SearchFolder> Configured(string file, int depth)
    {
        var text = _machine.ReadText(file);
        if (depth == 0 && text is null)
        {
            text = "include /etc/ld.so.conf.d/*.conf";
        }

        foreach (var line in (text ?? "").Split('\n').Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0))
        {
            if (!line.StartsWith("include", StringComparison.Ordinal))
            {
                yield return new SearchFolder(line, file);
                continue;
            }

            var pattern = _paths.Combine("/etc", line["include".Length..].Trim());
            var (folder, ending) = (_paths.Parent(pattern), _paths.FileName(pattern).TrimStart('*'));
            foreach (var name in _machine.List(folder).Where(name => depth < 4 && name.EndsWith(ending, StringComparison.Ordinal)))
            {
                foreach (var found in Configured(_paths.Combine(folder, name), depth + 1))
                {
                    yield return found;
                }
            }
        }
    }
}
