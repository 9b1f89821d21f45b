namespace KerasPort.Tools.Doctor.Machines.Real;

/// <summary>The path that a path leads to when every link in it, folder or file, is followed.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    public static string Of(string path)
    {
        var links = 0;
        var current = Path.GetFullPath(path);
        for (var part = 1; ;)
        {
            var pieces = current.Split(Path.DirectorySeparatorChar);
            if (part >= pieces.Length || links == MostLinks)
            {
                return current;
            }

            var prefix = string.Join(Path.DirectorySeparatorChar, pieces[..(part + 1)]);
            var target = Target(prefix);
            if (target is null)
            {
                part++;
                continue;
            }

            links++;
            var folder = Path.GetDirectoryName(prefix) ?? prefix;
            current = Path.GetFullPath(Path.Combine([Path.Combine(folder, target), .. pieces[(part + 1)..]]));
            part = 1;
        }
    }

    private static string? Target(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
