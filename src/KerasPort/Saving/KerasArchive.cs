using System.IO.Compression;
using System.Text;
using KerasPort.Hdf5;
using KerasPort.Models;

namespace KerasPort.Saving;

/// <summary>Reads the .keras format: a zip of config.json, metadata.json and model.weights.h5. Keras: saving_lib.</summary>
internal static class KerasArchive
{
    // The tree of a JSON and its layers take a hundred times its text. The largest models of a thousand layers have two megabytes, and
    // Keras does not compress: what is compressed may be a bomb.
    private const long MaxJson = 8L << 20, MaxCompressedJson = 2L << 20;

    public static Model ReadModel(string path, CustomObjects customObjects, bool compile)
    {
        using var stream = File.OpenRead(path);
        using var archive = OpenZip(stream, path);
        var metadata = JsonText.Parse(ReadText(archive, "metadata.json", path), $"{path}: metadata.json");
        var version = metadata["keras_version"]?.ToString() ?? "3.0.0";
        var context = new LoadContext(path, version, customObjects);
        var config = JsonText.Parse(ReadText(archive, "config.json", path), $"{path}: config.json");
        var model = ModelConfigReader.Read(config, context);
        using var weights = OpenWeights(archive, stream, path);
        if (weights is not null)
        {
            StateTree.Load(model, weights.Root, context);
            if (compile && config["compile_config"] is System.Text.Json.Nodes.JsonObject { Count: > 0 } training
                && TrainingConfigReader.Compile(model, training, context))
            {
                var state = StateTree.ReadOptimizer(weights.Root);
                if (state.Length > 0)
                    OptimizerState.Load(model, state, context);
            }
        }
        else if (model.Weights.Count > 0)
        {
            throw new InvalidDataException($"{path}: the archive holds no model.weights.h5.");
        }
        if (!context.KerasVersion.StartsWith('1'))
            model.KerasVersion = context.KerasVersion;
        model.SetLoadWarnings(context.Warnings);
        return model;
    }

    /// <summary>The archive's weights, or null. They are read where they lie, if Keras stored them as it does, so the archive must stay open.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="stream">What the archive reads from.</param>
    /// <param name="path">The file, for messages.</param>
    public static H5File? OpenWeights(ZipArchive archive, Stream stream, string path)
    {
        if (archive.GetEntry("model.weights.h5") is not { } entry)
            return null;
        var name = path + ": model.weights.h5";
        return StoredEntry.Find(entry, stream) is { } stored ? H5File.Open(stored, name) : H5File.Open(ReadBytes(entry, stream.Length, path), name);
    }

    public static bool IsZip(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        return stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start.SequenceEqual("PK\u0003\u0004"u8);
    }

    public static ZipArchive OpenZip(Stream stream, string path)
    {
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path}: the zip archive can't be read: {error.Message}", error);
        }
    }

    public static string ReadText(ZipArchive archive, string name, string path)
    {
        var entry = archive.GetEntry(name) ?? throw new InvalidDataException($"{path}: the archive holds no {name}: it is no .keras file.");
        var most = entry.CompressedLength < entry.Length ? MaxCompressedJson : MaxJson;
        if (entry.Length > most)
            throw new InvalidDataException($"{path}: {name} states {entry.Length} bytes; at most {most} are read.");
        return Encoding.UTF8.GetString(ReadBytes(entry, MaxJson, path).Span);
    }

    /// <summary>Reads an entry. Keras stores weights without compression, so what claims to grow beyond measure is refused.</summary>
    private static ReadOnlyMemory<byte> ReadBytes(ZipArchiveEntry entry, long archiveLength, string path)
    {
        if (entry.Length > Math.Max(64L << 20, archiveLength * 20) || entry.Length > Array.MaxLength)
            throw new InvalidDataException($"{path}: {entry.FullName} states {entry.Length} bytes, too many for an archive of {archiveLength}.");
        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length || stream.ReadByte() >= 0)
            throw new InvalidDataException($"{path}: {entry.FullName} does not have the {entry.Length} bytes that the archive states.");
        return bytes;
    }
}
