using System.Text;
using KerasPort.Hdf5.Format;

namespace KerasPort.Hdf5.Writing;

/// <summary>A group of the old form: a heap of names, a tree over leaves of entries.</summary>
internal sealed class GroupPlan
{
    // What the superblock says of trees: half the room of a leaf and of a node.
    public const int LeafK = 4;
    public const int NodeK = 16;

    private readonly List<(byte[] Name, long Offset, ObjectPlan Plan)> _entries = [];
    private readonly long _heapSize;
    private long _heapData;

    public GroupPlan(H5GroupBuilder builder, Func<H5ObjectBuilder, ObjectPlan> plan)
    {
        var members = builder.Members
            .Select(member => (Name: Encoding.UTF8.GetBytes(member.Key), Member: member.Value))
            .OrderBy(member => member.Name, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));

        // The heap begins with the empty name, which stands left of all others in the tree.
        long offset = 8;
        foreach (var (name, member) in members)
        {
            _entries.Add((name, offset, plan(member)));
            offset += (name.Length + 8) / 8 * 8;
        }

        _heapSize = offset;
    }

    public long Tree { get; private set; }

    public long Heap { get; private set; }

    public IEnumerable<ObjectPlan> Members => _entries.Select(entry => entry.Plan);

    public void Allocate(FilePlan file)
    {
        Heap = file.Allocate(32, WriteHeap);
        _heapData = file.Allocate(_heapSize, WriteHeapData);

        // From the leaves up to a single node. A child is its address and the offset of its largest name.
        var children = new List<(long Address, long Key)>();
        foreach (var entries in _entries.Chunk(2 * LeafK))
        {
            children.Add((file.Allocate(8 + (2 * LeafK * 40), buffer => WriteLeaf(buffer, entries)), entries[^1].Offset));
        }

        var level = 0;
        do
        {
            children = AllocateLevel(file, children, level++);
        }
        while (children.Count > 1);
        Tree = children[0].Address;
    }

    public static void WriteEntry(ByteBuffer buffer, long nameOffset, ObjectPlan plan)
    {
        buffer.Int64(nameOffset).Int64(plan.Header.Address);
        if (plan.Group is null)
        {
            buffer.Zeros(24);
        }
        else
        {
            buffer.UInt32(1).Zeros(4).Int64(plan.Group.Tree).Int64(plan.Group.Heap);
        }
    }

    private static List<(long Address, long Key)> AllocateLevel(FilePlan file, List<(long Address, long Key)> children, int level)
    {
        const int size = 24 + (2 * NodeK * 16) + 8;
        var groups = children.Count == 0 ? [[]] : children.Chunk(2 * NodeK).ToArray();
        var first = file.Next;
        var nodes = new List<(long Address, long Key)>();
        for (var i = 0; i < groups.Length; i++)
        {
            var node = groups[i];
            var before = i == 0 ? 0 : groups[i - 1][^1].Key;
            var left = i == 0 ? Storage.Undefined : first + ((i - 1L) * size);
            var right = i == groups.Length - 1 ? Storage.Undefined : first + ((i + 1L) * size);
            var address = file.Allocate(size, buffer => WriteNode(buffer, level, node, before, left, right));
            nodes.Add((address, node.Length == 0 ? 0 : node[^1].Key));
        }

        return nodes;
    }

    private static void WriteNode(ByteBuffer buffer, int level, (long Address, long Key)[] children, long before, long left, long right)
    {
        buffer.Bytes("TREE"u8).Byte(0).Byte(level).UInt16(children.Length).Int64(left).Int64(right).Int64(before);
        foreach (var (address, key) in children)
        {
            buffer.Int64(address).Int64(key);
        }
    }

    private static void WriteLeaf(ByteBuffer buffer, (byte[] Name, long Offset, ObjectPlan Plan)[] entries)
    {
        buffer.Bytes("SNOD"u8).Byte(1).Byte(0).UInt16(entries.Length);
        foreach (var (_, offset, plan) in entries)
        {
            WriteEntry(buffer, offset, plan);
        }
    }

    private void WriteHeap(ByteBuffer buffer)
    {
        // 1 stands for "no free space".
        buffer.Bytes("HEAP"u8).Zeros(4).Int64(_heapSize).Int64(1).Int64(_heapData);
    }

    private void WriteHeapData(ByteBuffer buffer)
    {
        buffer.Zeros(8);
        foreach (var (name, _, _) in _entries)
        {
            buffer.Bytes(name).Byte(0).PadTo8();
        }
    }
}
