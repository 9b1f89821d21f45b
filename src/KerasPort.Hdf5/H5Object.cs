using KerasPort.Hdf5.Format;

namespace KerasPort.Hdf5;

/// <summary>What a file is made of: a group, a dataset or a named type.</summary>
public abstract class H5Object
{
    private H5Attributes? _attributes;

    private protected H5Object(H5File file, ObjectHeader header, string path)
    {
        File = file;
        Header = header;
        Path = path;
    }

    /// <summary>The last part of the path; empty for the root.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The way from the root, starting with <c>/</c>.</summary>
    public string Path { get; }

    /// <summary>What is attached to the object.</summary>
    /// <exception cref="InvalidDataException">The file is damaged there.</exception>
    public H5Attributes Attributes
    {
        get
        {
            lock (Storage.Gate)
            {
                return _attributes ??= new H5Attributes(Storage, Path, AttributeReader.Read(Storage, File.Heap, Header, Path));
            }
        }
    }

    internal H5File File { get; }

    internal Storage Storage => File.Storage;

    internal ObjectHeader Header { get; }

    internal static H5Object Open(H5File file, long address, string path, H5Group parent)
    {
        file.Storage.ChargeObject(address);
        var header = ObjectHeader.Read(file.Storage, address);
        if (header.TryFind(MessageType.Layout, out _))
        {
            return new H5Dataset(file, header, path);
        }

        return header.TryFind(MessageType.Datatype, out var type)
            ? new H5NamedType(file, header, path, DataTypeReader.Read(file.Storage, type, "named type"))
            : new H5Group(file, header, path, parent);
    }
}
