using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace KerasPort.Hdf5;

/// <summary>Writes files whole or not at all.</summary>
public static class AtomicFile
{
    private const string Suffix = ".tmp";

    // In characters of up to four bytes: the whole name must stay under 255 bytes.
    private const int LongestName = 40;

    private static int s_count;

    /// <summary>
    /// Writes a file beside the one to replace, makes sure that it is on the disk, and puts it in the other's place in
    /// one step. Whoever opens the path, and whenever the process or machine stops, it holds the old or the new bytes.
    /// </summary>
    /// <param name="path">The file to make or replace. Behind a symbolic link its target is replaced; permissions stay.</param>
    /// <param name="write">Writes the bytes. Where it throws, nothing is left behind and the old file is as it was.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written, or the path is a folder.</exception>
    /// <exception cref="IOException">The disk is full or failed.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var target = Resolve(path);
        if (IsDevice(target))
        {
            // To replace it would take it away from everybody.
            using var device = new FileStream(target, FileMode.Open, FileAccess.Write);
            write(device);
            return;
        }

        var stream = CreateBeside(target, path);
        var temporary = stream.Name;
        try
        {
            using (stream)
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(target))
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Tells before long work whether its result can be written: makes and removes a file beside the one to write.</summary>
    /// <param name="path">The file to make or replace later. It is not touched.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written, or the path is a folder.</exception>
    /// <exception cref="IOException">The disk is full or failed.</exception>
    public static void EnsureWritable(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var target = Resolve(path);
        if (IsDevice(target))
        {
            return;
        }

        var stream = CreateBeside(target, path);
        stream.Dispose();
        File.Delete(stream.Name);
    }

    /// <summary>The file itself, behind symbolic links; refuses what can't be written before any work is done.</summary>
    private static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full) || Path.EndsInDirectorySeparator(full))
        {
            throw new UnauthorizedAccessException($"`{path}` can't be written: it must be a file. It is a folder.");
        }

        if (new FileInfo(full).LinkTarget is not null)
        {
            full = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }

        if (!Directory.Exists(Path.GetDirectoryName(full)))
        {
            throw new DirectoryNotFoundException($"`{path}` can't be written: there is no folder `{Path.GetDirectoryName(full)}`.");
        }

        return File.Exists(full) && (File.GetAttributes(full) & FileAttributes.ReadOnly) != 0
            ? throw new UnauthorizedAccessException($"`{path}` can't be written: the file is read-only.")
            : full;
    }

    private static bool IsDevice(string target) =>
        !OperatingSystem.IsWindows() && File.Exists(target) && target.StartsWith("/dev/", StringComparison.Ordinal)
        && !target.StartsWith("/dev/shm/", StringComparison.Ordinal);

    private static FileStream CreateBeside(string target, string path)
    {
        var folder = Path.GetDirectoryName(target)!;
        var name = Path.GetFileName(target);
        var prefix = $".{name[..Math.Min(name.Length, LongestName)]}.{HostMark()}-";
        RemoveLeftovers(folder, prefix);
        var temporary = Path.Combine(folder, string.Create(
            CultureInfo.InvariantCulture, $"{prefix}{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}{Suffix}"));
        try
        {
            return new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UnauthorizedAccessException(
                $"`{path}` can't be written: no file can be made in the folder `{Path.GetDirectoryName(temporary)}`.", e);
        }
        catch (IOException e)
        {
            throw new IOException($"`{path}` can't be written: {e.Message}", e);
        }
    }

    // Another machine on the same disk has processes of its own.
    private static string HostMark()
    {
        var hash = 2166136261;
        foreach (var part in Encoding.UTF8.GetBytes(Environment.MachineName))
        {
            hash = unchecked((hash ^ part) * 16777619);
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }

    /// <summary>Removes what processes of this machine left behind that were killed while they wrote this file.</summary>
    private static void RemoveLeftovers(string folder, string prefix)
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder, prefix + "*" + Suffix))
            {
                var name = Path.GetFileName(file);
                var process = name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..].Split('-')[0] : "";
                if (int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && !IsRunning(id))
                {
                    // Still locked means still written, whatever its name says.
                    using var locked = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Cleaning up for others must not stop this file from being written.
        }
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
