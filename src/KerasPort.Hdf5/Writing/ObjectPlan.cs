using KerasPort.Hdf5.Format;

namespace KerasPort.Hdf5.Writing;

/// <summary>A group or dataset with its place in the file.</summary>
internal sealed class ObjectPlan
{
    private readonly H5DatasetBuilder? _dataset;
    private long _data = Storage.Undefined;

    public ObjectPlan(H5ObjectBuilder builder, HeapPlan heap)
    {
        if (builder is H5GroupBuilder group)
        {
            Group = new GroupPlan(group, member => new ObjectPlan(member, heap));
            Header.Add(MessageType.SymbolTable, 0, 16, buffer => buffer.Int64(Group.Tree).Int64(Group.Heap));
        }
        else
        {
            _dataset = (H5DatasetBuilder)builder;
            var (shape, type) = (TypeEncoding.Shape(_dataset.Dimensions), _dataset.Elements.Type);
            _dataset.Elements.Plan(heap);
            Header.Add(MessageType.Dataspace, 0, shape.Length, buffer => buffer.Bytes(shape));
            Header.Add(MessageType.Datatype, 1, type.Length, buffer => buffer.Bytes(type));

            // Room is made late, the default value (zero) is written where it matters.
            Header.Add(MessageType.FillValue, 1, 8, buffer => buffer.Byte(2).Byte(2).Byte(2).Byte(1).UInt32(0));
            Header.Add(MessageType.Layout, 0, 18, buffer => buffer.Byte(3).Byte(1).Int64(_data).Int64(_dataset.Elements.Size));
        }

        Header.AddAttributes(builder, heap);
    }

    public HeaderPlan Header { get; } = new();

    public GroupPlan? Group { get; }

    /// <summary>Gives headers and trees their places, this object's first.</summary>
    public void Allocate(FilePlan file)
    {
        Header.Allocate(file);
        Group?.Allocate(file);
        foreach (var member in Group?.Members ?? [])
        {
            member.Allocate(file);
        }
    }

    /// <summary>Gives elements their places, which lie behind everything else.</summary>
    public void AllocateData(FilePlan file)
    {
        if (_dataset is { Elements.Size: > 0 })
        {
            _data = file.AllocateData(_dataset.Elements);
        }

        foreach (var member in Group?.Members ?? [])
        {
            member.AllocateData(file);
        }
    }
}
