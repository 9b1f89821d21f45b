using KerasPort.TensorFlow;

namespace KerasPort;

/// <summary>
/// An array in managed memory: what weights hold and files are read into before TensorFlow is touched. The data lie in
/// row-major order.
/// </summary>
internal sealed class HostArray
{
    public HostArray(Array data, Shape shape)
    {
        (Data, Shape, DataType) = (data, shape, DataTypes.Of(data.GetType().GetElementType()!));
        if (data.LongLength != shape.Count)
            throw new ArgumentException($"The number of values must be the shape's. Received: {data.LongLength} values, shape={shape}.", nameof(data));
    }

    public Array Data { get; }

    public Shape Shape { get; }

    public DataType DataType { get; }

    public static HostArray Scalar<T>(T value) where T : unmanaged => new(new[] { value }, Shape.Scalar);

    public static HostArray From(Tensor tensor) => new(
        tensor.DataType switch
        {
            DataType.Float32 => tensor.ToArray<float>(),
            DataType.Float64 => tensor.ToArray<double>(),
            DataType.Float16 => tensor.ToArray<Half>(),
            DataType.Int32 => tensor.ToArray<int>(),
            DataType.Int64 => tensor.ToArray<long>(),
            DataType.UInt8 => tensor.ToArray<byte>(),
            DataType.Int8 => tensor.ToArray<sbyte>(),
            DataType.Int16 => tensor.ToArray<short>(),
            DataType.UInt16 => tensor.ToArray<ushort>(),
            DataType.UInt32 => tensor.ToArray<uint>(),
            DataType.UInt64 => tensor.ToArray<ulong>(),
            DataType.Bool => tensor.ToArray<bool>(),
            _ => throw new ArgumentException($"The elements must be numbers or truth values. Received: {tensor}.", nameof(tensor)),
        },
        tensor.Shape);

    /// <summary>Arrays of one type one after the other along the first axis.</summary>
    /// <exception cref="ArgumentException">Their other axes differ.</exception>
    public static HostArray Concatenate(IReadOnlyList<HostArray> parts)
    {
        var first = parts[0];
        if (parts.FirstOrDefault(part => !part.Shape.With(0, -1).Equals(first.Shape.With(0, -1))) is { } other)
            throw new ArgumentException($"Batches must have the same shape but for their size. Received: {first.Shape} and {other.Shape}.");
        var data = Array.CreateInstance(first.Data.GetType().GetElementType()!, parts.Sum(part => part.Data.LongLength));
        var at = 0L;
        foreach (var part in parts)
        {
            Array.Copy(part.Data, 0, data, at, part.Data.LongLength);
            at += part.Data.LongLength;
        }
        return new HostArray(data, first.Shape.With(0, parts.Sum(part => part.Shape[0])));
    }

    public Tensor ToTensor() => Data switch
    {
        float[] data => Tensor.From<float>(data, Shape),
        double[] data => Tensor.From<double>(data, Shape),
        Half[] data => Tensor.From<Half>(data, Shape),
        int[] data => Tensor.From<int>(data, Shape),
        long[] data => Tensor.From<long>(data, Shape),
        byte[] data => Tensor.From<byte>(data, Shape),
        sbyte[] data => Tensor.From<sbyte>(data, Shape),
        short[] data => Tensor.From<short>(data, Shape),
        ushort[] data => Tensor.From<ushort>(data, Shape),
        uint[] data => Tensor.From<uint>(data, Shape),
        ulong[] data => Tensor.From<ulong>(data, Shape),
        bool[] data => Tensor.From<bool>(data, Shape),
        _ => throw new InvalidOperationException($"The elements must be numbers or truth values. They are {DataType}."),
    };

    /// <summary>The values as floats, converted where they are of another type.</summary>
    public float[] ToSingles() => Data as float[] ?? Data switch
    {
        double[] data => Array.ConvertAll(data, value => (float)value),
        Half[] data => Array.ConvertAll(data, value => (float)value),
        int[] data => Array.ConvertAll(data, value => (float)value),
        long[] data => Array.ConvertAll(data, value => (float)value),
        byte[] data => Array.ConvertAll(data, value => (float)value),
        sbyte[] data => Array.ConvertAll(data, value => (float)value),
        short[] data => Array.ConvertAll(data, value => (float)value),
        ushort[] data => Array.ConvertAll(data, value => (float)value),
        uint[] data => Array.ConvertAll(data, value => (float)value),
        ulong[] data => Array.ConvertAll(data, value => (float)value),
        bool[] data => Array.ConvertAll(data, value => value ? 1f : 0f),
        _ => throw new InvalidOperationException($"The elements must be numbers or truth values. They are {DataType}."),
    };

    /// <summary>The same values as another type.</summary>
    public HostArray Cast(DataType type)
    {
        if (type == DataType)
            return this;
        var values = Array.CreateInstance(type switch
        {
            DataType.Float32 => typeof(float),
            DataType.Float64 => typeof(double),
            DataType.Int32 => typeof(int),
            DataType.Int64 => typeof(long),
            DataType.UInt8 => typeof(byte),
            _ => throw new ArgumentException($"Arrays convert to float32, float64, int32, int64 or uint8. Received: {type.Name()}.", nameof(type)),
        }, Data.LongLength);
        switch (values)
        {
            case float[] singles:
                ToSingles().CopyTo(singles, 0);
                break;
            case double[] doubles when Data is float[] source:
                for (var i = 0; i < doubles.Length; i++)
                    doubles[i] = source[i];
                break;
            default:
                var elementType = values.GetType().GetElementType()!;
                for (var i = 0; i < values.Length; i++)
                    values.SetValue(Convert.ChangeType(Convert.ToDouble(Data.GetValue(i), System.Globalization.CultureInfo.InvariantCulture), elementType, System.Globalization.CultureInfo.InvariantCulture), i);
                break;
        }
        return new HostArray(values, Shape);
    }

    /// <summary>The index of the largest number, the first of several.</summary>
    public static int LargestAt(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
            if (values[i] > values[best])
                best = i;
        return best;
    }
}
