using KerasPort.Hdf5.Writing;

namespace KerasPort.Hdf5;

/// <summary>A dataset that is going to be written.</summary>
public sealed class H5DatasetBuilder : H5ObjectBuilder
{
    internal H5DatasetBuilder(string path, long[] dimensions, ElementPlan elements)
        : base(path)
    {
        Dimensions = dimensions;
        Elements = elements;
    }

    internal long[] Dimensions { get; }

    internal ElementPlan Elements { get; }
}
