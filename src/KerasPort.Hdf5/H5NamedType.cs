using KerasPort.Hdf5.Format;

namespace KerasPort.Hdf5;

/// <summary>A type that a file stores under a name ("committed").</summary>
public sealed class H5NamedType : H5Object
{
    internal H5NamedType(H5File file, ObjectHeader header, string path, H5DataType type)
        : base(file, header, path) => Type = type;

    /// <summary>The type.</summary>
    public H5DataType Type { get; }
}
