namespace KerasPort.Hdf5.Writing;

/// <summary>The descriptions of element types and shapes, as the file has them.</summary>
internal static class TypeEncoding
{
    // Elements are copied as this machine has them; the type says in which order that is.
    private static readonly int s_order = BitConverter.IsLittleEndian ? 0 : 1;

    public static byte[] Integer(int size, bool signed) => [.. new ByteBuffer()
        .Byte(0x10).Byte(s_order | (signed ? 8 : 0)).UInt16(0).UInt32(size)
        .UInt16(0).UInt16(8 * size).Written];

    public static byte[] Float(int size)
    {
        var (exponentSize, mantissaSize, bias) = size switch { 2 => (5, 10, 15), 4 => (8, 23, 127), _ => (11, 52, 1023) };
        return [.. new ByteBuffer()
            .Byte(0x11).Byte(0x20 | s_order).Byte((8 * size) - 1).Byte(0).UInt32(size)
            .UInt16(0).UInt16(8 * size).Byte(mantissaSize).Byte(exponentSize).Byte(0).Byte(mantissaSize).UInt32(bias).Written];
    }

    /// <summary>What h5py makes of NumPy's bool.</summary>
    public static byte[] Boolean() => [.. new ByteBuffer()
        .Byte(0x18).UInt16(2).Byte(0).UInt32(1)
        .Bytes(Integer(1, signed: true))
        .Bytes("FALSE\0\0\0"u8).Bytes("TRUE\0\0\0\0"u8).Byte(0).Byte(1).Written];

    public static byte[] FixedString(int size) => [.. new ByteBuffer().Byte(0x13).Byte(1).UInt16(0).UInt32(size).Written];

    public static byte[] VariableString(bool utf8) => [.. new ByteBuffer()
        .Byte(0x19).Byte(1).Byte(utf8 ? 1 : 0).Byte(0).UInt32(ElementPlan.ReferenceSize)
        .Bytes([0x10, 0, 0, 0]).UInt32(1).UInt16(0).UInt16(8).Written];

    public static byte[] Shape(long[] dimensions)
    {
        var buffer = new ByteBuffer().Byte(1).Byte(dimensions.Length).Byte(dimensions.Length > 0 ? 1 : 0).Zeros(5);

        // The second time as the largest shape it may grow to: NumPy arrays do not grow.
        for (var i = 0; i < 2 * dimensions.Length; i++)
        {
            buffer.Int64(dimensions[i % dimensions.Length]);
        }

        return [.. buffer.Written];
    }
}
