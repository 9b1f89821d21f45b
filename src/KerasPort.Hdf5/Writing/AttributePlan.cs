using System.Text;

namespace KerasPort.Hdf5.Writing;

/// <summary>An attribute that is going to be written.</summary>
internal sealed class AttributePlan
{
    /// <summary>What a message of an object header can take: its size is a multiple of eight in 16 bits.</summary>
    public const int LargestSize = 65528;

    private readonly byte[] _name;
    private readonly byte[] _shape;

    public AttributePlan(string name, long[] dimensions, ElementPlan elements)
    {
        _name = [.. Encoding.UTF8.GetBytes(name), 0];
        _shape = TypeEncoding.Shape(dimensions);
        Elements = elements;
    }

    public ElementPlan Elements { get; }

    /// <summary>The bytes of the message's body.</summary>
    public long Size => 8 + Padded(_name.Length) + Padded(Elements.Type.Length) + Padded(_shape.Length) + Padded(Elements.Size);

    public void Write(ByteBuffer buffer)
    {
        buffer.Byte(1).Byte(0).UInt16(_name.Length).UInt16(Elements.Type.Length).UInt16(_shape.Length)
            .Bytes(_name).PadTo8().Bytes(Elements.Type).PadTo8().Bytes(_shape).PadTo8();
        Elements.Write(bytes => buffer.Bytes(bytes));
        buffer.PadTo8();
    }

    private static long Padded(long size) => (size + 7) / 8 * 8;
}
