using System.Text.Json;
using KerasPort.Testing;

namespace KerasPort.Hdf5.Tests;

public class ReadTests
{
    public static TheoryData<string> Described =>
        [.. Directory.GetFiles(Repository.Fixture("hdf5"), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order()];

    [Theory]
    [MemberData(nameof(Described))]
    public void FindsWhatH5pyFinds(string name)
    {
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Repository.Fixture("hdf5", name + ".json")));
        using var file = H5File.Open(Repository.Fixture("hdf5", name + ".h5"));
        Listing.AssertEqual(expected.RootElement, file);
    }
}
