using System.IO.Compression;
using KerasPort.Testing;

namespace KerasPort.Hdf5.Tests;

public class SharedFilesTests
{
    [SkippableTheory]
    [InlineData("models/files", 60)]
    [InlineData("parity", 200)]
    [InlineData("parity-tf-keras-2.15", 200)]
    [InlineData("parity-keras-3", 200)]
    public void RealFilesReadAsPureHdfReadsThem(string folder, int atLeast)
    {
        Skip.If(Repository.Shared is null, "the folder ../shared with real files is not here");
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Shared!, folder), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".h5" or ".hdf5" or ".keras").ToArray();
        var (opened, compared) = (0, 0);
        Parallel.ForEach(files, new ParallelOptions { MaxDegreeOfParallelism = 2 }, path =>
        {
            if (Read(path) is { } bytes)
            {
                using var file = H5File.Open(bytes, path);
                Interlocked.Add(ref compared, SecondReader.AssertEqual(file, new MemoryStream(bytes)));
                Interlocked.Increment(ref opened);
            }
        });
        Assert.True(opened >= atLeast, $"{opened} files, {compared} datasets and attributes");
    }

    /// <summary>The HDF5 file, be it in a zip or not; null where there is none.</summary>
    private static byte[]? Read(string path)
    {
        using var stream = File.OpenRead(path);
        if (Path.GetExtension(path) != ".keras")
        {
            return File.ReadAllBytes(path);
        }

        using var zip = new ZipArchive(stream);
        if (zip.GetEntry("model.weights.h5") is not { } entry)
        {
            return null;
        }

        using var content = entry.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }
}
