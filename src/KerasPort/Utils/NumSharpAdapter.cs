using KerasPort.TensorFlow;
using NumSharp;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort;

/// <summary>The one place where NumSharp's arrays become ours and ours become NumSharp's.</summary>
internal static class NumSharpAdapter
{
    public static HostArray ToHost(NDArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return new HostArray(ToArray(array), ShapeOf(array));
    }

    public static Shape ShapeOf(NDArray array) => new(array.shape);

    public static NDArray ToNDArray(HostArray array) => Wrap(array.Data, array.Shape);

    public static NDArray ToNDArray(Tensor tensor) => ToNDArray(HostArray.From(tensor));

    public static DataType DataTypeOf(NDArray array) => array.typecode switch
    {
        NPTypeCode.Single => DataType.Float32,
        NPTypeCode.Double => DataType.Float64,
        NPTypeCode.Half => DataType.Float16,
        NPTypeCode.Int32 => DataType.Int32,
        NPTypeCode.Int64 => DataType.Int64,
        NPTypeCode.Byte => DataType.UInt8,
        NPTypeCode.SByte => DataType.Int8,
        NPTypeCode.Int16 => DataType.Int16,
        NPTypeCode.UInt16 => DataType.UInt16,
        NPTypeCode.UInt32 => DataType.UInt32,
        NPTypeCode.UInt64 => DataType.UInt64,
        NPTypeCode.Boolean => DataType.Bool,
        var code => throw new ArgumentException($"Arrays must hold numbers or truth values. Received: dtype={code}.", nameof(array)),
    };

    /// <summary>Copies an array's elements into a tensor of its size and type, in row-major order.</summary>
    public static void CopyTo(NDArray array, Tensor tensor)
    {
        // Only a whole, unstrided array lies in memory as its values read; everything else goes through a copy.
        var isPlain = array.Shape.IsContiguous && !array.Shape.IsSliced && !array.Shape.IsBroadcasted && array.Shape.Offset == 0;
        var source = isPlain ? array : array.copy('C');
        source.CopyTo(tensor.Address);
        GC.KeepAlive(tensor);
    }

    private static NDArray Wrap(Array data, Shape shape) =>
        new(data, shape.Rank == 0 ? new NumSharp.Shape() : new NumSharp.Shape(shape.ToArray()));

    private static Array ToArray(NDArray array) => DataTypeOf(array) switch
    {
        DataType.Float32 => Values<float>(array),
        DataType.Float64 => Values<double>(array),
        DataType.Float16 => Values<Half>(array),
        DataType.Int32 => Values<int>(array),
        DataType.Int64 => Values<long>(array),
        DataType.UInt8 => Values<byte>(array),
        DataType.Int8 => Values<sbyte>(array),
        DataType.Int16 => Values<short>(array),
        DataType.UInt16 => Values<ushort>(array),
        DataType.UInt32 => Values<uint>(array),
        DataType.UInt64 => Values<ulong>(array),
        _ => Values<bool>(array),
    };

    // ToArray copies in row-major order whatever the strides are.
    private static T[] Values<T>(NDArray array) where T : unmanaged => array.size == 0 ? [] : array.ToArray<T>();
}
