using KerasPort.Hdf5.Format;

namespace KerasPort.Hdf5.Writing;

/// <summary>A whole file: every block gets its address first, then all are written front to back.</summary>
internal sealed class FilePlan
{
    private const int SuperblockSize = 96;

    private readonly List<(long Size, Action<ByteBuffer>? Write, ElementPlan? Elements)> _blocks = [];
    private readonly ObjectPlan _root;

    public FilePlan(H5GroupBuilder root)
    {
        var heap = new HeapPlan();
        _root = new ObjectPlan(root, heap);
        Allocate(SuperblockSize, WriteSuperblock);
        _root.Allocate(this);
        heap.Allocate(this);
        _root.AllocateData(this);
    }

    /// <summary>The address that the next block will get.</summary>
    public long Next { get; private set; }

    /// <summary>Makes room for a block.</summary>
    /// <param name="size">Its size; zero bytes follow where less is written.</param>
    /// <param name="write">Writes it, when all addresses are known.</param>
    public long Allocate(long size, Action<ByteBuffer> write) => Allocate(size, write, elements: null);

    public long AllocateData(ElementPlan elements) => Allocate(elements.Size, write: null, elements);

    public void Write(Stream stream)
    {
        var buffer = new ByteBuffer();
        foreach (var (size, write, elements) in _blocks)
        {
            buffer.Clear();
            if (write is not null)
            {
                write(buffer);
                buffer.Zeros((int)(size - buffer.Length));
            }
            else
            {
                elements?.Write(stream.Write);
                buffer.Zeros((int)(Rounded(size) - size));
            }

            stream.Write(buffer.Written);
        }
    }

    private static long Rounded(long size) => (size + 7) / 8 * 8;

    private long Allocate(long size, Action<ByteBuffer>? write, ElementPlan? elements)
    {
        var address = Next;
        _blocks.Add((write is null ? size : Rounded(size), write, elements));
        Next += Rounded(size);
        return address;
    }

    private void WriteSuperblock(ByteBuffer buffer)
    {
        buffer.Bytes([0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n'])
            .Zeros(5).Byte(8).Byte(8).Byte(0).UInt16(GroupPlan.LeafK).UInt16(GroupPlan.NodeK).UInt32(0)
            .Int64(0).Int64(Storage.Undefined).Int64(Next).Int64(Storage.Undefined);
        GroupPlan.WriteEntry(buffer, 0, _root);
    }
}
