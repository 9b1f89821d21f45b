namespace KerasPort.TensorFlow.Runtime;

/// <summary>The folders in which the system's own loader looks for a library.</summary>
internal static class SystemFolders
{
    private const int DeepestInclude = 8;

    /// <summary>The folders, in the loader's order.</summary>
    public static IEnumerable<string> Of(SearchContext context) => context.Platform.System switch
    {
        RuntimeSystem.Windows => Listed(context, "PATH", ';'),
        RuntimeSystem.MacOS =>
        [
            .. Listed(context, "DYLD_LIBRARY_PATH", ':'), .. Listed(context, "DYLD_FALLBACK_LIBRARY_PATH", ':'),
            Rooted(context, "opt/homebrew/lib"), Rooted(context, "usr/local/lib"), Rooted(context, "usr/lib"),
        ],
        _ =>
        [
            .. Listed(context, "LD_LIBRARY_PATH", ':'),
            .. Configured(context, Rooted(context, "etc/ld.so.conf"), 0),
            Rooted(context, "lib64"), Rooted(context, "usr/lib64"), Rooted(context, "lib"), Rooted(context, "usr/lib"),
            // Where Debian's and Ubuntu's ld.so.conf is missing, as in small containers, these are still built in.
            Rooted(context, "usr/local/lib"),
        ],
    };

    private static string Rooted(SearchContext context, string folder) => Path.Combine(context.Root, folder);

    private static IEnumerable<string> Listed(SearchContext context, string variable, char separator) =>
        (context.ValueOf(variable) ?? "").Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(Path.IsPathRooted);

    // ld.so.conf: one folder a line, `include` with a pattern, # starts a comment.
    private static IEnumerable<string> Configured(SearchContext context, string file, int depth)
    {
        if (!File.Exists(file) || depth > DeepestInclude)
            yield break;
        foreach (var line in File.ReadLines(file).Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0))
        {
            if (!line.StartsWith("include", StringComparison.Ordinal))
            {
                if (Path.IsPathRooted(line))
                    yield return Rooted(context, line.TrimStart('/'));
                continue;
            }
            var pattern = line["include".Length..].Trim();
            var path = Path.IsPathRooted(pattern) ? Rooted(context, pattern.TrimStart('/')) : Path.Combine(Path.GetDirectoryName(file)!, pattern);
            var folder = Path.GetDirectoryName(path)!;
            if (!Directory.Exists(folder))
                continue;
            foreach (var included in Directory.GetFiles(folder, Path.GetFileName(path)).Order(StringComparer.Ordinal))
                foreach (var configured in Configured(context, included, depth + 1))
                    yield return configured;
        }
    }
}
