namespace KerasPort.Tools.Doctor;

/// <summary>Whether there is anything to read from standard input at all.</summary>
internal static class StandardInput
{
    /// <summary>
    /// Whether the process was started with standard input closed. On Linux .NET's own pipe then gets its number, to which this
    /// process holds the other end too, so that reading would wait for ever.
    /// </summary>
    public static bool IsClosed()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        const string Descriptors = "/proc/self/fd";
        try
        {
            var target = new FileInfo(Descriptors + "/0").LinkTarget;
            return target is null || (target.StartsWith("pipe:", StringComparison.Ordinal)
                && Directory.GetFiles(Descriptors).Any(file => !file.EndsWith("/0", StringComparison.Ordinal) && new FileInfo(file).LinkTarget == target && Writes(Path.GetFileName(file))));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool Writes(string descriptor)
    {
        var flags = File.ReadLines("/proc/self/fdinfo/" + descriptor).FirstOrDefault(line => line.StartsWith("flags:", StringComparison.Ordinal));
        return flags is not null && (Convert.ToInt32(flags["flags:".Length..].Trim(), 8) & 3) != 0;
    }
}
