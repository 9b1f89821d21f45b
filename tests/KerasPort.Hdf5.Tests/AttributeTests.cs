using System.Globalization;
using KerasPort.Testing;

namespace KerasPort.Hdf5.Tests;

public class AttributeTests
{
    [Fact]
    public void ReadsWhatKerasWrites()
    {
        using var file = H5File.Open(Repository.Fixture("hdf5", "keras.h5"));
        var weights = file.Root.GetGroup("model_weights");
        Assert.Equal("2.3.1", file.Root.Attributes.GetString("keras_version"));
        Assert.StartsWith("{\"class_name\": \"Sequential\"", file.Root.Attributes.GetString("model_config"), StringComparison.Ordinal);
        Assert.Equal(["dense_1", "dropout_1", "dense_2"], weights.Attributes.GetStringsChunked("layer_names"));
        Assert.Empty(weights.GetGroup("dropout_1").Attributes.GetStrings("weight_names"));
        foreach (var name in weights.GetGroup("dense_1").Attributes.GetStrings("weight_names"))
        {
            Assert.Equal(name.EndsWith("kernel", StringComparison.Ordinal) ? 12 : 4, weights.GetGroup("dense_1").GetDataset(name).Count);
        }
    }

    [Fact]
    public void JoinsNamesThatKerasSplit()
    {
        using var file = H5File.Open(Repository.Fixture("hdf5", "split_names.h5"));
        var attributes = file.Root.Attributes;
        Assert.Equal(["layer_names0", "layer_names1", "short"], attributes.Names);
        var expected = Enumerable.Range(0, 1000).Select(i => string.Create(CultureInfo.InvariantCulture, $"layer_{i:D4}_{new string('x', 60)}"));
        Assert.True(attributes.ContainsChunked("layer_names"));
        Assert.Equal(expected, attributes.GetStringsChunked("layer_names"));
        Assert.Equal(3, attributes.GetStringsChunked("short").Length);
        Assert.Throws<InvalidDataException>(() => attributes.GetStringsChunked("other"));
    }

    [Fact]
    public void ReadsSingleValues()
    {
        using var file = H5File.Open(Repository.Fixture("hdf5", "old.h5"));
        var attributes = file.Root.Attributes;
        Assert.Equal(3, attributes.GetInteger("number"));
        Assert.Equal(3.0, attributes.GetDouble("number"));
        Assert.Equal(0.25, attributes.GetDouble("real"));
        Assert.True(attributes.GetBoolean("truth"));
        Assert.Equal("fixed", attributes.GetString("bytes"));
        Assert.Equal([1.5, -2.5, double.PositiveInfinity, double.NaN], attributes.GetDoubles("reals"));
        Assert.Empty(attributes.GetStrings("empty_list"));
        Assert.Equal([2L, 2L], attributes["reals"].Dimensions);
    }
}
