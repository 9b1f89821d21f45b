namespace KerasPort.Tools.Doctor.Machines;

/// <summary>Path arithmetic of either operating system, whichever this process runs on.</summary>
internal sealed class MachinePaths(bool windows)
{
    public char Separator { get; } = windows ? '\\' : '/';

    public StringComparer Comparer { get; } = windows ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    public StringComparison Comparison { get; } = windows ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>One spelling for each path: one kind of separator, . and .. resolved, none at the end.</summary>
    public string Normalize(string path)
    {
        var text = windows ? path.Replace('/', '\\') : path;
        var rooted = text.StartsWith(Separator);
        var parts = new List<string>();
        foreach (var part in text.Split(Separator, StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                if (parts.Count > 0)
                {
                    parts.RemoveAt(parts.Count - 1);
                }
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        var prefix = windows && text.StartsWith(@"\\", StringComparison.Ordinal) ? @"\\" : rooted ? Separator.ToString() : "";
        return prefix + string.Join(Separator, parts);
    }

    public string Combine(params ReadOnlySpan<string> parts)
    {
        var path = parts[0];
        foreach (var part in parts[1..])
        {
            path = part.StartsWith(Separator) || (windows && part.Contains(':', StringComparison.Ordinal))
                ? part
                : path.TrimEnd('/', '\\') + Separator + part;
        }

        return Normalize(path);
    }

    public string FileName(string path)
    {
        var normal = Normalize(path);
        return normal[(normal.LastIndexOf(Separator) + 1)..];
    }

    public string Parent(string path)
    {
        var normal = Normalize(path);
        var end = normal.LastIndexOf(Separator);
        return end switch
        {
            < 0 => "",
            0 => Separator.ToString(),
            _ => normal[..end],
        };
    }

    /// <summary>A folder of a run path, with $ORIGIN as the folder of the library that states it.</summary>
    public string FromOrigin(string folder, string library) =>
        folder.Replace("${ORIGIN}", "$ORIGIN", StringComparison.Ordinal).Replace("$ORIGIN", Parent(library), StringComparison.Ordinal);

    public bool Same(string one, string other) => string.Equals(Normalize(one), Normalize(other), Comparison);

    /// <summary>The entries of a list of folders such as PATH, quotes and blanks removed.</summary>
    public IReadOnlyList<string> SplitList(string? list) =>
        [.. (list ?? "").Split(windows ? ';' : ':').Select(folder => folder.Trim().Trim('"')).Where(folder => folder.Length > 0)];
}
