using System.IO.Compression;
using System.Text;
using KerasPort.Hdf5;

namespace KerasPort.Tools.Inspecting;

/// <summary>A file of Keras', open for looking into it: HDF5, or the zip archive that .keras is.</summary>
internal sealed class InspectedFile : IDisposable
{
    private const long LongestText = 64L << 20;

    private readonly H5File? _hdf5;

    private InspectedFile(string path, H5File? hdf5, IReadOnlyDictionary<string, string> texts, IReadOnlyList<string> members)
    {
        (Path, _hdf5, Texts, Members) = (path, hdf5, texts, members);
    }

    public string Path { get; }

    /// <summary>The archive's JSON files by name; none in HDF5.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>The names of what is in the archive; none in HDF5.</summary>
    public IReadOnlyList<string> Members { get; }

    public bool IsArchive => Members.Count > 0;

    /// <summary>The root of HDF5, or null in an archive without weights.</summary>
    public H5Group? Root => _hdf5?.Root;

    /// <summary>Opens a file. Throws FileNotFoundException where there is none, InvalidDataException where it is none of Keras' or damaged.</summary>
    public static InspectedFile Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InvalidDataException($"`{path}`: must be a file (.h5, .hdf5, .keras). Received: a folder.");
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"`{path}`: there is no such file.", path);
        }

        return IsZip(path) ? OpenArchive(path) : new InspectedFile(path, H5File.Open(path), new Dictionary<string, string>(), []);
    }

    public void Dispose() => _hdf5?.Dispose();

    private static bool IsZip(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        return stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start.SequenceEqual("PK\u0003\u0004"u8);
    }

    private static InspectedFile OpenArchive(string path)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            var length = new FileInfo(path).Length;
            var texts = archive.Entries.Where(entry => entry.FullName is "config.json" or "metadata.json")
                .DistinctBy(entry => entry.FullName)
                .ToDictionary(entry => entry.FullName, entry => Encoding.UTF8.GetString(Read(entry, LongestText, path)));
            var weights = archive.GetEntry("model.weights.h5");
            // Keras stores weights without compression, so what claims to grow beyond measure is refused.
            var hdf5 = weights is null ? null : H5File.Open(Read(weights, Math.Max(LongestText, length * 20), path), path + ": model.weights.h5");
            return new InspectedFile(path, hdf5, texts, [.. archive.Entries.Select(entry => entry.FullName)]);
        }
        catch (InvalidDataException error) when (!error.Message.Contains(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"`{path}`: the zip archive can't be read. Received: {error.Message}", error);
        }
    }

    private static byte[] Read(ZipArchiveEntry entry, long most, string path)
    {
        if (entry.Length > most || entry.Length > Array.MaxLength)
        {
            throw new InvalidDataException(FormattableString.Invariant($"`{path}`: {entry.FullName} must have {most} bytes at most. Received: {entry.Length}."));
        }

        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length
            ? bytes
            : throw new InvalidDataException($"`{path}`: {entry.FullName} ends before the length that the archive states.");
    }
}
