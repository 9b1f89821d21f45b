using System.IO.Compression;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Testing;
using NumSharp;

namespace KerasPort.Tests.Saving;

/// <summary>Loading takes memory for the weights once, whatever the file's form.</summary>
public sealed class LargeFileTests
{
    [Theory]
    [InlineData("model.h5")]
    [InlineData("model.keras")]
    public void WeightsAreReadIntoTheirPlaceWithoutAnotherCopy(string name)
    {
        using var folder = new TemporaryFolder();
        using (var model = Make())
            model.Save(folder[name]);
        using (Keras.Models.LoadModel(folder[name]))
        {
            // The first load also takes what code and tables take.
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var again = Keras.Models.LoadModel(folder[name]);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, 8_000_000, 9_000_000);
    }

    [Fact]
    public void AnArchiveThatWasPackedAnewLoadsTheSameWeights()
    {
        using var folder = new TemporaryFolder();
        using var model = new Sequential([new Dense(40, inputShape: [50])]);
        // Few different numbers pack well, random ones do not.
        model.SetWeights([.. model.GetWeights().Select(weight => np.array(Enumerable.Range(0, (int)weight.size).Select(i => (float)(i % 7)).ToArray()).reshape(weight.shape))]);
        model.Save(folder["stored.keras"]);
        using (var from = ZipFile.OpenRead(folder["stored.keras"]))
        using (var to = ZipFile.Open(folder["packed.keras"], ZipArchiveMode.Create))
        {
            foreach (var entry in from.Entries)
            {
                using var source = entry.Open();
                using var target = to.CreateEntry(entry.FullName, CompressionLevel.Fastest).Open();
                source.CopyTo(target);
            }
        }
        using (var packed = ZipFile.OpenRead(folder["packed.keras"]))
            Assert.True(packed.GetEntry("model.weights.h5") is { } entry && entry.CompressedLength < entry.Length);
        foreach (var name in new[] { "stored.keras", "packed.keras" })
        {
            using var again = Keras.Models.LoadModel(folder[name]);
            foreach (var (expected, actual) in model.GetWeights().Zip(again.GetWeights()))
                Assert.Equal(expected.ToArray<float>(), actual.ToArray<float>());
        }
    }

    private static Sequential Make() => new([new Dense(1000, inputShape: [1900]), new Dense(100)]);
}
