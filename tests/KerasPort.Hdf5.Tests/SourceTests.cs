using System.IO.Compression;
using System.Text.Json;
using KerasPort.Testing;

namespace KerasPort.Hdf5.Tests;

public class SourceTests
{
    [Theory]
    [InlineData("memory")]
    [InlineData("stream")]
    [InlineData("zip")]
    public void ReadsFromEverySource(string source)
    {
        var bytes = File.ReadAllBytes(Repository.Fixture("hdf5", "keras.h5"));
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("model.weights.h5").Open();
            entry.Write(bytes);
        }

        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        using var file = source switch
        {
            "memory" => H5File.Open(bytes, "x"),
            "stream" => H5File.Open(new MemoryStream(bytes), "x"),
            _ => H5File.Open(archive.Entries[0].Open(), "x"),
        };
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Repository.Fixture("hdf5", "keras.json")));
        Listing.AssertEqual(expected.RootElement, file);
    }

    [Fact]
    public void ManyThreadsReadOneFile()
    {
        using var file = H5File.Open(Repository.Fixture("hdf5", "chunked_new.h5"));
        var expected = file.Root.GetDataset("grows").ReadSingles();
        Parallel.For(0, 64, _ =>
        {
            foreach (var key in file.Root.Keys)
            {
                var dataset = file.Root.GetDataset(key);
                if (dataset.Type.ToString() == "float32" && dataset.Dimensions is [40, 33])
                {
                    Assert.Equal(expected, dataset.ReadSingles());
                }
            }
        });
    }
}
