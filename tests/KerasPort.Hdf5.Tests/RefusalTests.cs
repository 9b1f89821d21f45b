using KerasPort.Testing;

namespace KerasPort.Hdf5.Tests;

public class RefusalTests
{
    [Theory]
    [InlineData("links", "soft", "`/soft` is a soft link, which is not followed")]
    [InlineData("links", "external", "`/external` is an external link, which is not followed")]
    [InlineData("links_new", "soft", "`/soft` is a soft link, which is not followed")]
    [InlineData("links_new", "external", "`/external` is an external link, which is not followed")]
    [InlineData("circle", "a/b/back", "`/a/b/back` is the same group as `/a`: the file runs in a circle")]
    [InlineData("links", "nothing", "there is no `/nothing`")]
    [InlineData("links", "data/inner", "there is no `/data/inner`")]
    public void RefusesWhatIsNotThereOrNotSafe(string name, string path, string problem)
    {
        using var file = H5File.Open(Repository.Fixture("hdf5", name + ".h5"));
        var error = Assert.Throws<InvalidDataException>(() => file.Root.GetGroup(path));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("`" + Repository.Fixture("hdf5", name + ".h5") + "`: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ListsLinksThatItDoesNotFollow()
    {
        using var file = H5File.Open(Repository.Fixture("hdf5", "links.h5"));
        Assert.Equal(["data", "external", "hard", "soft"], file.Root.Keys);
        Assert.Equal([0f, 1f, 2f], file.Root.GetDataset("hard").ReadSingles());
    }

    [Fact]
    public void RefusesDeepNesting()
    {
        using var file = H5File.Open(Repository.Fixture("hdf5", "deep.h5"));
        Assert.True(file.Root.Contains(string.Join('/', Enumerable.Repeat("g", 64))));
        var error = Assert.Throws<InvalidDataException>(() => file.Root.Contains(string.Join('/', Enumerable.Repeat("g", 65))));
        Assert.Contains("nested deeper than 64 levels", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("virtual", "the dataset is virtual")]
    [InlineData("external", "keeps its elements in other files")]
    public void ListsButDoesNotReadOtherFiles(string path, string problem)
    {
        using var file = H5File.Open(Repository.Fixture("hdf5", "virtual.h5"));
        var dataset = file.Root.GetDataset(path);
        Assert.Equal([3L], dataset.Dimensions);
        var error = Assert.Throws<InvalidDataException>(() => dataset.ReadSingles());
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesOtherTypesByName()
    {
        using var file = H5File.Open(Repository.Fixture("hdf5", "old.h5"));
        var root = file.Root;
        AssertRefused("dataset `/texts/fixed` must hold numbers. Received: elements of type string", () => root.GetDataset("texts/fixed").ReadSingles());
        AssertRefused("dataset `/numbers/f4` must hold whole numbers. Received: elements of type float32", () => root.GetDataset("numbers/f4").ReadIntegers());
        AssertRefused("dataset `/numbers/f4` must hold text", () => root.GetDataset("numbers/f4").ReadStrings());
        AssertRefused("attribute `number` of `/` must hold text. Received: elements of type int64", () => root.Attributes.GetString("number"));
        AssertRefused("attribute `list` of `/` must hold one value. Received: 3 elements", () => root.Attributes.GetString("list"));
        AssertRefused("`/` has no attribute `missing`", () => root.Attributes.GetString("missing"));
        AssertRefused("`/numbers/f4` must be a group", () => root.GetGroup("numbers/f4"));
        AssertRefused("`/numbers` must be a dataset", () => root.GetDataset("numbers"));
        var error = Assert.Throws<ArgumentException>(() => root.GetDataset("numbers/f4").ReadSingles(new float[5]));
        Assert.StartsWith("`/numbers/f4`: destination must have 6 elements. Received: 5.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SaysWhatIsWrongWithFilesThatAreNone()
    {
        Assert.Throws<FileNotFoundException>(() => H5File.Open(Repository.Fixture("hdf5", "none.h5")));
        AssertRefused("`x`: not an HDF5 file: the signature is not there", () => H5File.Open(new byte[2000], "x"));
        AssertRefused("`x`: not an HDF5 file", () => H5File.Open(Array.Empty<byte>(), "x"));
        var bytes = File.ReadAllBytes(Repository.Fixture("hdf5", "keras.h5"));
        AssertRefused("`x`: truncated: it should have 21104 bytes and has 21000", () => H5File.Open(bytes.AsMemory(0, 21000), "x"));
        AssertRefused("`x`: superblock ends too early", () => H5File.Open(bytes.AsMemory(0, 50), "x"));
    }

    private static void AssertRefused(string problem, Func<object> action) =>
        Assert.Contains(problem, Assert.Throws<InvalidDataException>(action).Message, StringComparison.Ordinal);
}
