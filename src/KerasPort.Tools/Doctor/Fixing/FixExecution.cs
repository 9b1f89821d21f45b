namespace KerasPort.Tools.Doctor.Fixing;

/// <summary>Makes the copies of a plan, all of them or none, and takes them back.</summary>
internal static class FixExecution
{
    private const string Unfinished = ".kerasport-unfinished";

    /// <summary>Makes every copy. Throws IOException or UnauthorizedAccessException, after taking back what was made.</summary>
    public static void Make(IReadOnlyList<PlannedCopy> copies)
    {
        if (copies.FirstOrDefault(copy => File.Exists(copy.Copy)) is { } present)
        {
            throw new IOException($"{present.Copy} exists already; nothing is ever overwritten.");
        }

        var made = new List<string>();
        try
        {
            // The record comes first: wherever the process ends afterwards, --undo knows what to take back.
            foreach (var folder in copies.GroupBy(copy => Path.GetDirectoryName(copy.Copy)!))
            {
                var before = File.Exists(Path.Combine(folder.Key, FixRecord.FileName)) ? FixRecord.Read(folder.Key) : [];
                var names = folder.Select(copy => Path.GetFileName(copy.Copy)).ToHashSet(StringComparer.OrdinalIgnoreCase);
                FixRecord.Write(folder.Key, [.. before.Where(made => !names.Contains(made.Copy)), .. folder.Select(copy => new FixRecord.Made(
                    Path.GetFileName(copy.Copy), Path.GetFileName(copy.Original), FixRecord.Sum(copy.Original)))]);
            }

            foreach (var (original, copy) in copies)
            {
                made.Add(copy + Unfinished);
                // What an interrupted run left half copied is written over.
                File.Copy(original, copy + Unfinished, overwrite: true);
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

    /// <summary>Takes back what a folder's record lists, telling each file removed; gives those that were changed since and are left.</summary>
    public static IReadOnlyList<string> Undo(string folder, Action<string> removed)
    {
        var left = new List<string>();
        foreach (var made in FixRecord.Read(folder))
        {
            var path = Path.Combine(folder, made.Copy);
            File.Delete(path + Unfinished);
            if (!File.Exists(path))
            {
                continue;
            }

            if (FixRecord.Sum(path) == made.Sha256)
            {
                File.Delete(path);
                removed(path);
            }
            else
            {
                left.Add(path);
            }
        }

        File.Delete(Path.Combine(folder, FixRecord.FileName));
        return left;
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
