using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace KerasPort.Hdf5.Format;

/// <summary>Turns stored elements into numbers.</summary>
internal static class Elements
{
    public static bool IsNumber(H5DataType type) => type.Class switch
    {
        H5TypeClass.Integer or H5TypeClass.Enum or H5TypeClass.Boolean => type.Size <= 8,
        H5TypeClass.Float => type.Size <= 8 && type.Float.FitsIn(8 * type.Size),
        _ => false,
    };

    public static bool IsWhole(H5DataType type) => type.Class != H5TypeClass.Float && IsNumber(type);

    /// <summary>Whether the bytes in the file are those of this machine's <see cref="float"/>.</summary>
    public static bool IsSingle(H5DataType type) => IsNative(type, FloatFormat.Single, sizeof(float));

    /// <summary>Whether the bytes in the file are those of this machine's <see cref="double"/>.</summary>
    public static bool IsDouble(H5DataType type) => IsNative(type, FloatFormat.Double, sizeof(double));

    /// <summary>Whether the bytes in the file are those of this machine's <see cref="long"/>.</summary>
    public static bool IsInt64(H5DataType type) =>
        IsWhole(type) && type is { Size: 8, IsSigned: true, Bits: (0, 64) } && type.IsBigEndian != BitConverter.IsLittleEndian;

    public static void ToSingles(H5DataType type, ReadOnlySpan<byte> raw, Span<float> numbers)
    {
        if (IsSingle(type))
        {
            MemoryMarshal.Cast<byte, float>(raw).CopyTo(numbers);
            return;
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = type.Class == H5TypeClass.Float
                ? (float)ToDouble(type, Bits(type, raw, i))
                : IntegerToSingle(type, Bits(type, raw, i));
        }
    }

    public static void ToDoubles(H5DataType type, ReadOnlySpan<byte> raw, Span<double> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = type.Class == H5TypeClass.Float
                ? ToDouble(type, Bits(type, raw, i))
                : IntegerToDouble(type, Bits(type, raw, i));
        }
    }

    public static void ToIntegers(H5DataType type, ReadOnlySpan<byte> raw, Span<long> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = ToInteger(type, Bits(type, raw, i));
        }
    }

    private static bool IsNative(H5DataType type, FloatFormat format, int size) =>
        type.Class == H5TypeClass.Float && type.Size == size && type.Float == format
        && type.IsBigEndian != BitConverter.IsLittleEndian;

    private static ulong Bits(H5DataType type, ReadOnlySpan<byte> raw, int index)
    {
        var element = raw.Slice(checked(index * type.Size), type.Size);
        switch (type.Size)
        {
            case 1:
                return element[0];
            case 2:
                return type.IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(element) : BinaryPrimitives.ReadUInt16LittleEndian(element);
            case 4:
                return type.IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(element) : BinaryPrimitives.ReadUInt32LittleEndian(element);
            case 8:
                return type.IsBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(element) : BinaryPrimitives.ReadUInt64LittleEndian(element);
            default:
                ulong value = 0;
                for (var i = 0; i < element.Length; i++)
                {
                    value = (value << 8) | element[type.IsBigEndian ? i : element.Length - 1 - i];
                }

                return value;
        }
    }

    private static double ToDouble(H5DataType type, ulong bits) =>
        type.Float == FloatFormat.Double ? BitConverter.UInt64BitsToDouble(bits)
        : type.Float == FloatFormat.Single ? BitConverter.UInt32BitsToSingle((uint)bits)
        : type.Float == FloatFormat.Half ? (double)BitConverter.UInt16BitsToHalf((ushort)bits)
        : type.Float.Decode(bits);

    // By way of long: a conversion from double would round twice.
    private static float IntegerToSingle(H5DataType type, ulong bits) =>
        type.IsSigned ? ToInteger(type, bits) : unchecked((ulong)ToInteger(type, bits));

    private static double IntegerToDouble(H5DataType type, ulong bits) =>
        type.IsSigned ? ToInteger(type, bits) : unchecked((ulong)ToInteger(type, bits));

    private static long ToInteger(H5DataType type, ulong bits) => unchecked(
        type.IsSigned
            ? (long)(bits << (64 - type.Bits.Offset - type.Bits.Precision)) >> (64 - type.Bits.Precision)
            : (long)(bits << (64 - type.Bits.Offset - type.Bits.Precision) >> (64 - type.Bits.Precision)));
}
