using Microsoft.Win32.SafeHandles;

namespace KerasPort.Hdf5.Format;

/// <summary>The bytes of one file, whichever way they are held.</summary>
internal abstract class Source : IDisposable
{
    public abstract long Length { get; }

    /// <summary>Fills as much of the destination as there is; less than asked for means that the bytes end there.</summary>
    public abstract int Read(long offset, Span<byte> destination);

    public abstract void Dispose();
}

/// <summary>A file on disk, read by position so that threads need no lock.</summary>
/// <remarks>Not memory-mapped: a file that another process cuts short would end this process instead of giving an error.</remarks>
internal sealed class FileSource(SafeFileHandle handle) : Source
{
    // Larger reads than this gain nothing and a Linux read ends at 2 GB anyway.
    private const int LargestRead = 1 << 30;

    public override long Length { get; } = RandomAccess.GetLength(handle);

    public override int Read(long offset, Span<byte> destination)
    {
        var done = 0;
        while (done < destination.Length)
        {
            var part = destination.Slice(done, Math.Min(LargestRead, destination.Length - done));
            var read = RandomAccess.Read(handle, part, offset + done);
            if (read == 0)
            {
                break;
            }

            done += read;
        }

        return done;
    }

    public override void Dispose() => handle.Dispose();
}

/// <summary>A file that lies in memory.</summary>
internal sealed class MemorySource(ReadOnlyMemory<byte> bytes) : Source
{
    public override long Length => bytes.Length;

    public override int Read(long offset, Span<byte> destination)
    {
        if (offset >= bytes.Length)
        {
            return 0;
        }

        var count = (int)Math.Min(destination.Length, bytes.Length - offset);
        bytes.Span.Slice((int)offset, count).CopyTo(destination);
        return count;
    }

    public override void Dispose()
    {
    }
}

/// <summary>A stream that can seek; one reader at a time moves its position.</summary>
internal sealed class StreamSource(Stream stream) : Source
{
    private readonly Lock _gate = new();

    public override long Length { get; } = stream.Length;

    public override int Read(long offset, Span<byte> destination)
    {
        lock (_gate)
        {
            stream.Position = offset;
            return stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        }
    }

    // The stream is its owner's to close.
    public override void Dispose()
    {
    }
}
