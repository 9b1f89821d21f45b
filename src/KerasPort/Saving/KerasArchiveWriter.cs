using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using KerasPort.Hdf5;
using KerasPort.Models;

namespace KerasPort.Saving;

/// <summary>Writes the .keras format of Keras 3: a zip, not compressed, of metadata.json, config.json and model.weights.h5. Keras: saving_lib.</summary>
internal static class KerasArchiveWriter
{
    // A zip's own beginning of time: the same model gives the same bytes but for the date in metadata.json.
    private static readonly DateTimeOffset s_entryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void SaveModel(Model model, string path, bool includeOptimizer)
    {
        // All that may be refused is refused before the file is touched.
        var config = PythonJson.Write(Keras3ConfigWriter.Write(model, includeOptimizer));
        var weights = new H5Writer();
        StateTreeWriter.Write(model, weights.Root, includeOptimizer);
        var metadata = PythonJson.Write(new JsonObject
        {
            ["keras_version"] = model.KerasVersion.StartsWith('3') ? model.KerasVersion : KerasVersions.Of(KerasDialect.Keras3),
            ["date_saved"] = DateTime.Now.ToString("yyyy-MM-dd@HH:mm:ss", CultureInfo.InvariantCulture),
        });
        AtomicFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            Add(archive, "metadata.json", target => target.Write(Encoding.UTF8.GetBytes(metadata)));
            Add(archive, "config.json", target => target.Write(Encoding.UTF8.GetBytes(config)));
            Add(archive, "model.weights.h5", weights.Write);
        });
    }

    public static void SaveWeights(Model model, string path)
    {
        var writer = new H5Writer();
        StateTreeWriter.Write(model, writer.Root, includeOptimizer: true);
        writer.Save(path);
    }

    private static void Add(ZipArchive archive, string name, Action<Stream> write)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = s_entryTime;
        using var target = entry.Open();
        write(target);
    }
}
