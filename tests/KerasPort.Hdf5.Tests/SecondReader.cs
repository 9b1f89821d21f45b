using PureHDF;
using Pure = PureHDF.H5File;

namespace KerasPort.Hdf5.Tests;

/// <summary>Compares what this library finds in a file with what PureHDF finds, wherever that reads rightly.</summary>
internal static class SecondReader
{
    /// <returns>How many datasets and attributes were compared.</returns>
    public static int AssertEqual(H5File file, Stream bytes)
    {
        using var other = Pure.Open(bytes);
        return AssertEqual(file.Root, other);
    }

    private static int AssertEqual(H5Group group, IH5Group other)
    {
        var compared = AssertAttributes(group, other);
        var members = other.Children().ToDictionary(child => child.Name, StringComparer.Ordinal);
        Assert.Equal(members.Keys.Order(StringComparer.Ordinal), group.Keys);
        foreach (var (name, child) in members)
        {
            switch (child)
            {
                case IH5Group inner:
                    compared += AssertEqual(group.GetGroup(name), inner);
                    break;
                case IH5Dataset dataset:
                    compared += AssertDataset(group.GetDataset(name), dataset) + AssertAttributes(group.GetDataset(name), dataset);
                    break;
                default:
                    Assert.Fail($"{group.Path}/{name}: {child.GetType()}");
                    break;
            }
        }

        return compared;
    }

    private static int AssertDataset(H5Dataset dataset, IH5Dataset other)
    {
        Assert.Equal(other.Space.Dimensions.Select(d => (long)d), dataset.Dimensions);
        switch (dataset.Type.ToString())
        {
            case "float32":
                Assert.True(Read<float>(other).AsSpan().SequenceEqual(dataset.ReadSingles()), dataset.Path);
                return 1;
            case "int64":
                Assert.Equal(Read<long>(other), dataset.ReadIntegers());
                return 1;
            case "int32":
                Assert.Equal(Read<int>(other).Select(value => (long)value), dataset.ReadIntegers());
                return 1;
            case "int8":
                Assert.Equal(Read<sbyte>(other).Select(value => (long)value), dataset.ReadIntegers());
                return 1;
            case "string":
                Assert.Equal(Read<string>(other), dataset.ReadStrings());
                return 1;
            default:
                return 0;
        }
    }

    private static T[] Read<T>(IH5Dataset other) =>
        other.Space.Dimensions.Length == 0 ? [other.Read<T>()] : other.Read<T[]>();

    private static int AssertAttributes(H5Object found, IH5Object other)
    {
        var attributes = other.Attributes().ToArray();
        Assert.Equal(attributes.Select(a => a.Name).Order(StringComparer.Ordinal), found.Attributes.Names);
        foreach (var attribute in attributes)
        {
            var single = attribute.Space.Dimensions.Length == 0;
            var value = found.Attributes[attribute.Name];
            if (value.Type.Class == H5TypeClass.String)
            {
                // An empty text of varying length lies nowhere: PureHDF says null.
                string?[] texts = single ? [attribute.Read<string>()] : attribute.Read<string[]>();
                Assert.Equal(texts.Select(text => text ?? ""), value.ReadStrings());
            }
            else if (value.Type.ToString() == "int64")
            {
                Assert.Equal(single ? [attribute.Read<long>()] : attribute.Read<long[]>(), value.ReadIntegers());
            }
        }

        return attributes.Length;
    }
}
