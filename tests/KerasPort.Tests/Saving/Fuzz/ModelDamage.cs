using System.IO.Compression;
using System.Text;
using KerasPort.Hdf5;
using KerasPort.SaveLoop;
using KerasPort.Testing.Fuzz;

namespace KerasPort.Tests.Saving.Fuzz;

/// <summary>Makes damaged model files of a sound one; the same seed makes the same damage.</summary>
internal sealed class ModelDamage
{
    private static readonly string[] s_attributes = ["model_config", "training_config"];

    private static readonly string[] s_versions = ["1", "1.2.2", "2.2.4-tf", "2.11.0", "3.0.0", "", "x"];

    private readonly byte[] _original;
    private readonly bool _isZip;
    private readonly Damage _bytes;
    private readonly (string Name, byte[] Bytes)[] _entries = [];

    public ModelDamage(string path)
    {
        Name = Path.GetFileName(path);
        _original = File.ReadAllBytes(path);
        _isZip = _original.AsSpan().StartsWith("PK"u8);
        if (_isZip)
        {
            using var archive = new ZipArchive(new MemoryStream(_original));
            _entries = [.. archive.Entries.Select(entry => (entry.FullName, Read(entry)))];
            var weights = _entries.FirstOrDefault(entry => entry.Name == "model.weights.h5").Bytes;
            _bytes = new Damage(weights ?? _original);
        }
        else
        {
            _bytes = new Damage(_original);
        }

        static byte[] Read(ZipArchiveEntry entry)
        {
            using var stream = entry.Open();
            var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
    }

    public string Name { get; }

    public byte[] Make(int seed)
    {
        var random = new Random(seed);
        if (_isZip)
        {
            return random.Next(4) switch
            {
                0 => Flip(random),
                1 => Zip(entry => entry.Name == "model.weights.h5" ? _bytes.Make(seed) : entry.Bytes),
                _ => Zip(entry => entry.Name.EndsWith(".json", StringComparison.Ordinal) && (entry.Name == "config.json" || random.Next(4) == 0)
                    ? Encoding.UTF8.GetBytes(JsonDamage.Make(Encoding.UTF8.GetString(entry.Bytes), random))
                    : entry.Bytes),
            };
        }
        return (random.Next(2) == 0 ? Texts(random) : null) ?? _bytes.Make(seed);
    }

    /// <summary>Bits flipped anywhere, or the end cut off.</summary>
    private byte[] Flip(Random random)
    {
        var file = (byte[])_original.Clone();
        if (random.Next(4) == 0)
            return file[..random.Next(file.Length)];
        // The directory of a zip, with its sizes, is at its end.
        var from = random.Next(2) == 0 ? 0 : Math.Max(0, file.Length - 400);
        for (var i = random.Next(1, 4); i > 0; i--)
            file[random.Next(from, file.Length)] ^= (byte)(1 << random.Next(8));
        return file;
    }

    private byte[] Zip(Func<(string Name, byte[] Bytes), byte[]> change)
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in _entries)
            {
                using var stream = archive.CreateEntry(entry.Name, CompressionLevel.NoCompression).Open();
                stream.Write(change(entry));
            }
        }
        return file.ToArray();
    }

    /// <summary>A sound HDF5 file whose JSON is damaged; null where the writer can't write what is in the file.</summary>
    private byte[]? Texts(Random random)
    {
        try
        {
            using var file = H5File.Open(_original, Name);
            var present = s_attributes.Where(file.Root.Attributes.Contains).ToArray();
            if (present.Length == 0)
                return null;
            var writer = FileCopy.Copy(file);
            var attribute = present[random.Next(4) == 0 ? present.Length - 1 : 0];
            writer.Root.SetString(attribute, JsonDamage.Make(file.Root.Attributes.GetString(attribute), random));
            if (random.Next(8) == 0)
                writer.Root.SetString("keras_version", s_versions[random.Next(s_versions.Length)]);
            var result = new MemoryStream();
            writer.Write(result);
            return result.ToArray();
        }
        catch (Exception error) when (error is NotSupportedException or InvalidDataException or ArgumentException)
        {
            return null;
        }
    }
}
