using System.IO.Compression;
using KerasPort.Hdf5;
using KerasPort.Saving;

namespace KerasPort.Tools.Inspecting;

/// <summary>A file of Keras', open for looking into it: HDF5, or the zip archive that .keras is.</summary>
internal sealed class InspectedFile : IDisposable
{
    private static readonly string[] s_texts = ["config.json", "metadata.json"];
    private readonly H5File? _hdf5;
    private readonly ZipArchive? _archive;

    private InspectedFile(string path, H5File hdf5) => (Path, _hdf5, Texts, Members) = (path, hdf5, new Dictionary<string, string>(), []);

    private InspectedFile(string path, ZipArchive archive, Stream stream)
    {
        (Path, _archive, Members) = (path, archive, [.. archive.Entries.Select(entry => entry.FullName)]);
        Texts = s_texts.Where(Members.Contains).ToDictionary(name => name, name => KerasArchive.ReadText(archive, name, path));
        _hdf5 = KerasArchive.OpenWeights(archive, stream, path);
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

        return KerasArchive.IsZip(path) ? OpenArchive(path) : new InspectedFile(path, H5File.Open(path));
    }

    public void Dispose()
    {
        _hdf5?.Dispose();
        _archive?.Dispose();
    }

    private static InspectedFile OpenArchive(string path)
    {
        var stream = File.OpenRead(path);
        try
        {
            return new InspectedFile(path, KerasArchive.OpenZip(stream, path), stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }
}
