using System.Globalization;
using System.Text.Json;
using KerasPort.SaveLoop;
using KerasPort.Testing;

namespace KerasPort.Hdf5.Tests;

public class WriteTests
{
    [Theory]
    [InlineData("keras")]
    [InlineData("keras_weights")]
    [InlineData("split_names")]
    [InlineData("many_members")]
    [InlineData("user_block")]
    public void CopiesHaveTheStructureTypesAndTextsOfTheOriginal(string name)
    {
        using var original = H5File.Open(Repository.Fixture("hdf5", name + ".h5"));
        using var stream = new MemoryStream();
        FileCopy.Copy(original).Write(stream);
        using var copy = H5File.Open(stream, "copy");
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Repository.Fixture("hdf5", name + ".json")));
        Listing.AssertEqual(expected.RootElement, copy);
        SecondReader.AssertEqual(copy, new MemoryStream(stream.ToArray()));
    }

    [Fact]
    public void EveryKindOfValueComesBack()
    {
        var writer = new H5Writer();
        var root = writer.Root;
        root.SetString("ascii", "plain");
        root.SetString("utf8", "grüße €", H5StringKind.VariableUtf8);
        root.SetString("fixed", "grüße", H5StringKind.Fixed);
        root.SetString("empty", "");
        root.SetString("long", new string('y', 3_000_000));
        root.SetStrings("list", ["a", "bcd", ""]);
        root.SetStrings("variable_list", ["a", "", "ß"], H5StringKind.VariableUtf8);
        root.SetStrings("no_list", []);
        root.SetDouble("real", 0.1);
        root.SetDoubles("reals", new[] { 1.5, double.NaN });
        root.SetInteger("number", long.MinValue);
        root.SetIntegers("numbers", new long[] { 1, -2 });
        root.SetBoolean("truth", true);
        root.AddDataset("f4", [2, 2], new[] { 1f, -2.5f, float.NaN, float.PositiveInfinity }).SetString("unit", "m");
        root.AddDataset("f8", [2], new[] { 0.1, -1e300 });
        root.AddDataset("f2", [2], new[] { (Half)0.5, Half.NegativeInfinity });
        root.AddDataset("i8", [], new[] { -5L });
        root.AddDataset("i4", [3], new[] { 1, -2, int.MaxValue });
        root.AddDataset("u1", [2], new byte[] { 0, 255 });
        root.AddDataset("truths", [2], new[] { true, false });
        root.AddDataset("empty_data", [0, 4], Array.Empty<float>());
        root.AddDataset("texts", [2], ["äö", "x"], H5StringKind.VariableUtf8);
        root.AddDataset("nested/deeply/kernel:0", [1], new[] { 7f });

        using var stream = new MemoryStream();
        writer.Write(stream);
        using var file = H5File.Open(stream, "written");
        var found = file.Root;
        Assert.Equal("plain", found.Attributes.GetString("ascii"));
        Assert.Equal("grüße €", found.Attributes.GetString("utf8"));
        Assert.True(found.Attributes["utf8"].Type.IsUtf8);
        Assert.Equal("grüße", found.Attributes.GetString("fixed"));
        Assert.Equal(H5StringPadding.NullPadded, found.Attributes["fixed"].Type.Padding);
        Assert.Equal("", found.Attributes.GetString("empty"));
        Assert.Equal(3_000_000, found.Attributes.GetString("long").Length);
        Assert.Equal(["a", "bcd", ""], found.Attributes.GetStrings("list"));
        Assert.Equal(["a", "", "ß"], found.Attributes.GetStrings("variable_list"));
        Assert.Empty(found.Attributes.GetStrings("no_list"));
        Assert.Equal("float64", found.Attributes["no_list"].Type.ToString());
        Assert.Equal([0L], found.Attributes["no_list"].Dimensions);
        Assert.Equal(0.1, found.Attributes.GetDouble("real"));
        Assert.Equal([1.5, double.NaN], found.Attributes.GetDoubles("reals"));
        Assert.Equal(long.MinValue, found.Attributes.GetInteger("number"));
        Assert.Equal([1L, -2L], found.Attributes.GetIntegers("numbers"));
        Assert.True(found.Attributes.GetBoolean("truth"));
        Assert.Equal(H5TypeClass.Boolean, found.Attributes["truth"].Type.Class);
        Assert.Equal([1f, -2.5f, float.NaN, float.PositiveInfinity], found.GetDataset("f4").ReadSingles());
        Assert.Equal("m", found.GetDataset("f4").Attributes.GetString("unit"));
        Assert.Equal([0.1, -1e300], found.GetDataset("f8").ReadDoubles());
        Assert.Equal([0.5f, float.NegativeInfinity], found.GetDataset("f2").ReadSingles());
        Assert.Equal([-5L], found.GetDataset("i8").ReadIntegers());
        Assert.Empty(found.GetDataset("i8").Dimensions);
        Assert.Equal([1L, -2L, int.MaxValue], found.GetDataset("i4").ReadIntegers());
        Assert.Equal(new byte[] { 0, 255 }, found.GetDataset("u1").ReadRaw());
        Assert.Equal([1L, 0L], found.GetDataset("truths").ReadIntegers());
        Assert.Empty(found.GetDataset("empty_data").ReadSingles());
        Assert.Equal(["äö", "x"], found.GetDataset("texts").ReadStrings());
        Assert.Equal([7f], found.GetDataset("nested/deeply/kernel:0").ReadSingles());
        SecondReader.AssertEqual(file, new MemoryStream(stream.ToArray()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(33_000)]
    public void GroupsMayHaveAnyNumberOfMembers(int count)
    {
        var writer = new H5Writer();
        for (var i = 0; i < count; i++)
        {
            writer.Root.AddGroup(string.Create(CultureInfo.InvariantCulture, $"m{i}")).SetInteger("number", i);
        }

        using var stream = new MemoryStream();
        writer.Write(stream);
        using var file = H5File.Open(stream, "written");
        Assert.Equal(Enumerable.Range(0, count).Select(i => "m" + i.ToString(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal), file.Root.Keys);
        Assert.All(file.Root.Keys, key => Assert.Equal(key, "m" + file.Root.GetGroup(key).Attributes.GetInteger("number").ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void SplitsLongListsAsKerasDoes()
    {
        using var original = H5File.Open(Repository.Fixture("hdf5", "split_names.h5"));
        var writer = new H5Writer();
        writer.Root.SetStringsChunked("layer_names", original.Root.Attributes.GetStringsChunked("layer_names"));
        writer.Root.SetStringsChunked("short", original.Root.Attributes.GetStrings("short"));
        using var stream = new MemoryStream();
        writer.Write(stream);
        using var copy = H5File.Open(stream, "copy");
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Repository.Fixture("hdf5", "split_names.json")));
        Listing.AssertEqual(expected.RootElement, copy);
    }

    [Fact]
    public void RefusesWhatHdf5CannotHold()
    {
        var root = new H5Writer().Root;
        root.AddDataset("a", [2], new float[2]);
        AssertRefused("dataset `b`: the shape (2, 3) must have as many elements as there are values. Received: 5 values.", () => root.AddDataset("b", [2, 3], new float[5]));
        AssertRefused("dataset `b`: the shape (-1) must have", () => root.AddDataset("b", [-1], new float[1]));
        AssertRefused("`a` can't be added to `/`: `/a` is there already.", () => root.AddGroup("a"));
        AssertRefused("`a/b` can't be added to `/`: `/a` is there already.", () => root.AddGroup("a/b"));
        AssertRefused("attribute `x` of `/` must take at most 65528 bytes in an HDF5 file. Received: ", () => root.SetStrings("x", [new string('y', 66_000)]));
        AssertRefused("attribute `x` of `/`: a text must take at most 64512 bytes. Received: 66000 bytes.", () => root.SetStringsChunked("x", [new string('y', 66_000)]));
        AssertRefused("attribute `x` of `/`: a text must not contain the character 0. Received: `a\\0b`.", () => root.SetString("x", "a\0b"));
        Assert.Equal("/", root.Path);
        Assert.True(root.Contains("a"));
        Assert.False(root.Contains("b"));
    }

    private static void AssertRefused(string message, Action action) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
}
