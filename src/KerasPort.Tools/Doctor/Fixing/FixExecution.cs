namespace KerasPort.Tools.Doctor.Fixing;

/// <summary>Makes the copies of a plan, all of them or none, and takes them back.</summary>
internal static class FixExecution
{
    private const string Unfinished = ".kerasport-unfinished";

    /// <summary>Makes every copy. Throws IOException or UnauthorizedAccessException, after taking back what was made.</summary>
    public static void Make(IReadOnlyList<PlannedCopy> copies)
    {
        var made = new List<string>();
        try
        {
            foreach (var (original, copy) in copies)
            {
                if (File.Exists(copy))
                {
                    throw new IOException($"{copy} exists already; nothing is ever overwritten.");
                }

                made.Add(copy + Unfinished);
                File.Copy(original, copy + Unfinished);
            }

            // The record comes first: whatever happens afterwards, --undo knows what to take back.
            foreach (var folder in copies.GroupBy(copy => Path.GetDirectoryName(copy.Copy)!))
            {
                var before = File.Exists(Path.Combine(folder.Key, FixRecord.FileName)) ? FixRecord.Read(folder.Key) : [];
                FixRecord.Write(folder.Key, [.. before, .. folder.Select(copy => new FixRecord.Made(
                    Path.GetFileName(copy.Copy), Path.GetFileName(copy.Original), FixRecord.Sum(copy.Copy + Unfinished)))]);
            }

            foreach (var (_, copy) in copies)
            {
                File.Move(copy + Unfinished, copy);
                made.Add(copy);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            TakeBack(made, copies);
            throw;
        }
    }

    /// <summary>Takes back what a folder's record lists; a file that was changed since is left and named.</summary>
    public static (IReadOnlyList<string> Removed, IReadOnlyList<string> Left) Undo(string folder)
    {
        var removed = new List<string>();
        var left = new List<string>();
        foreach (var made in FixRecord.Read(folder))
        {
            var path = Path.Combine(folder, made.Copy);
            if (!File.Exists(path))
            {
                continue;
            }

            if (FixRecord.Sum(path) == made.Sha256)
            {
                File.Delete(path);
                removed.Add(path);
            }
            else
            {
                left.Add(path);
            }
        }

        File.Delete(Path.Combine(folder, FixRecord.FileName));
        return (removed, left);
    }

    private static void TakeBack(List<string> made, IReadOnlyList<PlannedCopy> copies)
    {
        foreach (var path in made.Where(File.Exists))
        {
            File.Delete(path);
        }

        foreach (var folder in copies.Select(copy => Path.GetDirectoryName(copy.Copy)!).Distinct().Where(folder => File.Exists(Path.Combine(folder, FixRecord.FileName))))
        {
            var before = FixRecord.Read(folder).Where(record => File.Exists(Path.Combine(folder, record.Copy))).ToList();
            if (before.Count > 0)
            {
                FixRecord.Write(folder, before);
            }
            else
            {
                File.Delete(Path.Combine(folder, FixRecord.FileName));
            }
        }
    }
}
