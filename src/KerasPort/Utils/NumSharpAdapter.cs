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

    private static NDArray Wrap(Array data, Shape shape) =>
        new(data, shape.Rank == 0 ? new NumSharp.Shape() : new NumSharp.Shape(shape.ToArray()));

    private static Array ToArray(NDArray array) => array.typecode switch
    {
        NPTypeCode.Single => Values<float>(array),
        NPTypeCode.Double => Values<double>(array),
        NPTypeCode.Half => Values<Half>(array),
        NPTypeCode.Int32 => Values<int>(array),
        NPTypeCode.Int64 => Values<long>(array),
        NPTypeCode.Byte => Values<byte>(array),
        NPTypeCode.SByte => Values<sbyte>(array),
        NPTypeCode.Int16 => Values<short>(array),
        NPTypeCode.UInt16 => Values<ushort>(array),
        NPTypeCode.UInt32 => Values<uint>(array),
        NPTypeCode.UInt64 => Values<ulong>(array),
        NPTypeCode.Boolean => Values<bool>(array),
        var code => throw new ArgumentException($"Arrays must hold numbers or truth values. Received: dtype={code}.", nameof(array)),
    };

    private static T[] Values<T>(NDArray array) where T : unmanaged
    {
        if (array.size == 0)
            return [];
        // ToArray copies in row-major order whatever the strides are.
        return array.ToArray<T>();
    }
}
