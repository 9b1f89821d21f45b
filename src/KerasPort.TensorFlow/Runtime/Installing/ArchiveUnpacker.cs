using System.Formats.Tar;
using System.IO.Compression;

namespace KerasPort.TensorFlow.Runtime;

/// <summary>Unpacks the wanted files of an archive into one flat folder. An archive with an entry that points outside of its own root is
/// refused as a whole, links may only name files beside them, and no file is written over another one.</summary>
/// <param name="folder">The folder to unpack into, which exists.</param>
/// <param name="wanted">The file name to give to an entry, by its path in the archive; null for an entry that is not wanted.</param>
/// <param name="written">Called after every piece that was written.</param>
internal sealed class ArchiveUnpacker(string folder, Func<string, string?> wanted, Action written)
{
    private const int PieceSize = 1 << 18;

    /// <summary>Unpacks a tar that is not compressed, or is decompressed by the stream.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged or unsafe.</exception>
    public async Task UnpackTarAsync(Stream stream, CancellationToken cancellationToken)
    {
        var reader = new TarReader(stream, leaveOpen: true);
        await using var _ = reader.ConfigureAwait(false);
        while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
        {
            if (entry.EntryType is TarEntryType.GlobalExtendedAttributes)
                continue;
            if (wanted(Normalize(entry.Name)) is not { } name || entry.EntryType is TarEntryType.Directory)
                continue;
            switch (entry.EntryType)
            {
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    await WriteAsync(name, entry.DataStream ?? Stream.Null, cancellationToken).ConfigureAwait(false);
                    break;
                case TarEntryType.SymbolicLink or TarEntryType.HardLink:
                    Link(name, entry.EntryType is TarEntryType.HardLink ? wanted(Normalize(entry.LinkName)) : entry.LinkName, entry);
                    break;
                default:
                    throw new InvalidDataException($"the archive's entry {entry.Name} is neither a file nor a link, but {entry.EntryType}");
            }
        }
        CheckLinks();
    }

    /// <summary>Unpacks a zip.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged or unsafe.</exception>
    public async Task UnpackZipAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in archive.Entries)
        {
            if (wanted(Normalize(entry.FullName)) is not { } name || entry.FullName.EndsWith('/'))
                continue;
            var data = entry.Open();
            await using var _ = data.ConfigureAwait(false);
            await WriteAsync(name, data, cancellationToken).ConfigureAwait(false);
        }
    }

    // The path with / between its parts and without leading ./, after a check that it stays inside.
    private static string Normalize(string path)
    {
        var parts = path.Replace('\\', '/').Split('/').Where(part => part is not ("" or ".")).ToArray();
        if (path.StartsWith('/') || path.StartsWith('\\') || path.Contains(':', StringComparison.Ordinal) || parts.Contains(".."))
            throw new InvalidDataException($"the archive's entry {path} points outside of the archive");
        return string.Join('/', parts);
    }

    private async Task WriteAsync(string name, Stream data, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, name);
        if (Path.Exists(path))
            throw new InvalidDataException($"the archive has {name} twice");
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await using var _ = file.ConfigureAwait(false);
        var buffer = new byte[PieceSize];
        while (await data.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            written();
        }
    }

    private void Link(string name, string? target, TarEntry entry)
    {
        if (target is null || target != Path.GetFileName(target) || target.Contains('\\', StringComparison.Ordinal) || target is "" or "." or "..")
            throw new InvalidDataException($"the archive's link {entry.Name} points to {entry.LinkName}, which is not a file beside it");
        var path = Path.Combine(folder, name);
        if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null)
            throw new InvalidDataException($"the archive has {name} twice");
        File.CreateSymbolicLink(path, target);
    }

    private void CheckLinks()
    {
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            if (new FileInfo(path).LinkTarget is { } target && File.ResolveLinkTarget(path, returnFinalTarget: true) is not { Exists: true })
                throw new InvalidDataException($"the archive's link {Path.GetFileName(path)} points to {target}, which the archive does not hold");
        }
    }
}
