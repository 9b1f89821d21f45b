using System.IO.Compression;

namespace KerasPort.Testing;

/// <summary>Reads and writes NumPy's .npz: a second reader beside NumSharp's, so that tests do not check the one with itself.</summary>
public static class NpzFile
{
    /// <summary>All arrays of the file by their names (without ".npy"), in the file's order.</summary>
    public static IReadOnlyDictionary<string, NpyArray> Load(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        var arrays = new OrderedDictionary<string, NpyArray>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            arrays.Add(Path.GetFileNameWithoutExtension(entry.Name), NpyArray.Read(stream));
        }

        return arrays;
    }

    /// <summary>Writes arrays of float32 and int32, names without ".npy".</summary>
    public static void Save(string path, IReadOnlyDictionary<string, NpyArray> arrays)
    {
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (name, array) in arrays)
        {
            using var stream = archive.CreateEntry(name + ".npy", CompressionLevel.Fastest).Open();
            array.Write(stream);
        }
    }
}
