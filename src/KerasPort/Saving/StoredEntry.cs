using System.IO.Compression;

namespace KerasPort.Saving;

/// <summary>
/// An entry that a zip archive holds as it is, read where it lies: large weights need no second copy. The framework's own stream
/// of such an entry can't seek.
/// </summary>
internal sealed class StoredEntry : Stream
{
    private readonly Stream _archive;
    private readonly long _start;

    private StoredEntry(Stream archive, long start, long length) => (_archive, _start, Length) = (archive, start, length);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position { get; set; }

    /// <summary>The entry, or null where it is compressed or too short to be found.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="archive">The stream that the archive reads from.</param>
    public static StoredEntry? Find(ZipArchiveEntry entry, Stream archive)
    {
        Span<byte> start = stackalloc byte[8], again = stackalloc byte[8];
        if (entry.CompressedLength != entry.Length || entry.Length < start.Length)
            return null;
        using var stream = entry.Open();
        if (stream.Read(start[..1]) != 1)
            return null;
        // The archive's stream stands behind the byte that was taken from it.
        var stored = new StoredEntry(archive, archive.Position - 1, entry.Length);
        if (stored._start < 0 || stored._start > archive.Length - entry.Length || stream.ReadAtLeast(start[1..], 7, throwOnEndOfStream: false) != 7)
            return null;
        return stored.ReadAtLeast(again, again.Length, throwOnEndOfStream: false) == again.Length && start.SequenceEqual(again) ? stored : null;
    }

    public override int Read(Span<byte> buffer)
    {
        if (Position >= Length)
            return 0;
        _archive.Position = _start + Position;
        var read = _archive.Read(buffer[..(int)Math.Min(buffer.Length, Length - Position)]);
        Position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Current => Position,
        SeekOrigin.End => Length,
        _ => 0,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("An entry of an archive is read only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("An entry of an archive is read only.");
}
