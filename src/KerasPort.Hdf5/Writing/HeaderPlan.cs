using KerasPort.Hdf5.Format;

namespace KerasPort.Hdf5.Writing;

/// <summary>An object header: what an object is, and its attributes.</summary>
internal sealed class HeaderPlan
{
    private readonly List<(MessageType Type, int Flags, int Size, Action<ByteBuffer> Write)> _messages = [];

    public long Address { get; private set; }

    /// <summary>Adds a message; its body is filled up to a multiple of eight bytes. Flag 1: it never changes.</summary>
    public void Add(MessageType type, int flags, long size, Action<ByteBuffer> write) =>
        _messages.Add((type, flags, (int)((size + 7) / 8 * 8), write));

    public void AddAttributes(H5ObjectBuilder builder, HeapPlan heap)
    {
        if (builder.Attributes.Count > ushort.MaxValue - 8)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"`{builder.Path}` has {builder.Attributes.Count} attributes: an HDF5 object can't have so many."));
        }

        foreach (var attribute in builder.Attributes)
        {
            attribute.Elements.Plan(heap);
            Add(MessageType.Attribute, 0, attribute.Size, attribute.Write);
        }
    }

    public void Allocate(FilePlan file) =>
        Address = file.Allocate(16 + _messages.Sum(message => 8L + message.Size), Write);

    private void Write(ByteBuffer buffer)
    {
        buffer.Byte(1).Byte(0).UInt16(_messages.Count).UInt32(1).UInt32(_messages.Sum(message => 8L + message.Size)).Zeros(4);
        foreach (var message in _messages)
        {
            buffer.UInt16((int)message.Type).UInt16(message.Size).Byte(message.Flags).Zeros(3);
            var start = buffer.Length;
            message.Write(buffer);
            buffer.Zeros(message.Size - (buffer.Length - start));
        }
    }
}
