using KerasPort.Hdf5.Format;

namespace KerasPort.Hdf5;

/// <summary>An HDF5 file, open for reading.</summary>
/// <remarks>
/// Reads what h5py writes, in old and new form (superblocks 0 to 3). Nothing in the file is trusted: whatever is wrong
/// with it, when it is opened or later, is an <see cref="InvalidDataException"/> that names file, problem and place.
/// Any number of threads may read from one file.
/// <example><code>
/// using var file = H5File.Open("mnist.hdf5");
/// string config = file.Root.Attributes.GetString("model_config");
/// float[] kernel = file.Root.GetDataset("model_weights/dense_1/dense_1/kernel:0").ReadSingles();
/// </code></example>
/// </remarks>
public sealed class H5File : IDisposable
{
    private H5File(Source source, string name)
    {
        Path = name;
        Storage = new Storage(source, name);
        Heap = new GlobalHeap(Storage);
        try
        {
            var root = Superblock.Read(Storage);
            Root = new H5Group(this, ObjectHeader.Read(Storage, root), "/", parent: null);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>The group that holds all others.</summary>
    public H5Group Root { get; }

    /// <summary>The file's path, or the name that was given for it.</summary>
    public string Path { get; }

    internal Storage Storage { get; }

    internal GlobalHeap Heap { get; }

    /// <summary>Opens a file on disk.</summary>
    /// <exception cref="InvalidDataException">It is not an HDF5 file, or damaged.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static H5File Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var handle = System.IO.File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            return new H5File(new FileSource(handle), path);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file that lies in memory.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InvalidDataException">It is not an HDF5 file, or damaged.</exception>
    public static H5File Open(ReadOnlyMemory<byte> bytes, string name) => new(new MemorySource(bytes), name);

    /// <summary>Opens a file from a stream, which stays open; one that can't seek is first read to its end.</summary>
    /// <param name="stream">The whole file.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InvalidDataException">It is not an HDF5 file, or damaged.</exception>
    public static H5File Open(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.CanSeek)
        {
            return new H5File(new StreamSource(stream), name);
        }

        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Open(copy.GetBuffer().AsMemory(0, (int)copy.Length), name);
    }

    /// <summary>Closes the file; nothing can be read from it afterwards.</summary>
    public void Dispose() => Storage.Dispose();
}
