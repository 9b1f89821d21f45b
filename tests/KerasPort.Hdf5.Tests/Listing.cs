using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace KerasPort.Hdf5.Tests;

/// <summary>Compares what this library finds in a file with what h5py said (scripts/hdf5/describe.py).</summary>
internal static class Listing
{
    public static void AssertEqual(JsonElement expected, H5File file)
    {
        var found = new Dictionary<string, H5Object>();
        Collect(file.Root, found);
        Assert.Equal(expected.EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        foreach (var entry in expected.EnumerateObject())
        {
            AssertObject(entry.Name, entry.Value, found[entry.Name]);
        }
    }

    public static void Collect(H5Group group, Dictionary<string, H5Object> found)
    {
        found.Add(group.Path, group);
        foreach (var key in group.Keys)
        {
            Assert.True(group.TryGet(key, out var member));
            Assert.Equal(key, member.Name);
            if (member is H5Group inner)
            {
                Collect(inner, found);
            }
            else
            {
                found.Add(member.Path, member);
            }
        }
    }

    private static void AssertObject(string path, JsonElement expected, H5Object found)
    {
        var kind = found switch { H5Group => "group", H5Dataset => "dataset", _ => "type" };
        Assert.Equal(expected.GetProperty("kind").GetString(), kind);
        if (found is H5Dataset dataset)
        {
            AssertShape(path, expected, dataset.Type, dataset.Dimensions);
            AssertValues(path, expected, dataset.Type, dataset.ReadStrings, dataset.ReadDoubles, dataset.ReadIntegers);
        }

        if (found is H5NamedType named)
        {
            Assert.Equal(expected.GetProperty("type").GetString(), named.Type.ToString());
        }

        var attributes = expected.GetProperty("attributes");
        Assert.Equal(attributes.EnumerateObject().Select(a => a.Name).Order(StringComparer.Ordinal), found.Attributes.Names);
        foreach (var attribute in attributes.EnumerateObject())
        {
            var value = found.Attributes[attribute.Name];
            AssertShape($"{path}@{attribute.Name}", attribute.Value, value.Type, value.Dimensions);
            AssertValues($"{path}@{attribute.Name}", attribute.Value, value.Type, value.ReadStrings, value.ReadDoubles, value.ReadIntegers);
        }
    }

    private static void AssertShape(string what, JsonElement expected, H5DataType type, IReadOnlyList<long> dimensions)
    {
        Assert.True(expected.GetProperty("type").GetString() == type.ToString(), $"{what}: {type}");
        Assert.True(!expected.TryGetProperty("size", out var size) || size.GetInt32() == type.Size, what);
        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64()), dimensions);
        if (type.Class == H5TypeClass.String)
        {
            Assert.True(expected.GetProperty("variable").GetBoolean() == type.IsVariableLength, what);
            Assert.True(expected.GetProperty("utf8").GetBoolean() == type.IsUtf8, what);
        }
    }

    private static void AssertValues(
        string what, JsonElement expected, H5DataType type, Func<string[]> strings, Func<double[]> doubles, Func<long[]> integers)
    {
        if (expected.TryGetProperty("sum", out var sum))
        {
            var bytes = MemoryMarshal.AsBytes(doubles().AsSpan());
            Assert.True(sum.GetString() == Convert.ToHexStringLower(SHA256.HashData(bytes)), $"{what}: other values");
        }
        else if (!expected.TryGetProperty("values", out var values))
        {
            Assert.Throws<InvalidDataException>(strings);
            Assert.Throws<InvalidDataException>(doubles);
            Assert.Throws<InvalidDataException>(integers);
        }
        else if (type.Class == H5TypeClass.String)
        {
            Assert.Equal(values.EnumerateArray().Select(v => v.GetString()), strings());
        }
        else if (type.Class == H5TypeClass.Float)
        {
            Assert.Equal(values.EnumerateArray().Select(v => double.Parse(Number(v), CultureInfo.InvariantCulture)), doubles());
        }
        else
        {
            Assert.Equal(values.EnumerateArray().Select(v => Whole(v)), integers());
        }
    }

    // As Python writes numbers.
    private static string Number(JsonElement value) => value.GetString() switch
    {
        "inf" => "Infinity",
        "-inf" => "-Infinity",
        "nan" => "NaN",
        var text => text!,
    };

    private static long Whole(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => value.GetInt64(),
    };
}
