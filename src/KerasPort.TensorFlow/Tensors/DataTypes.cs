namespace KerasPort.TensorFlow;

/// <summary>Names, sizes and .NET types of <see cref="DataType"/>.</summary>
public static class DataTypes
{
    /// <summary>The name that NumPy and Keras use: "float32".</summary>
    public static string Name(this DataType type) => type switch
    {
        DataType.Float16 => "float16",
        DataType.BFloat16 => "bfloat16",
        DataType.Float32 => "float32",
        DataType.Float64 => "float64",
        DataType.Int8 => "int8",
        DataType.Int16 => "int16",
        DataType.Int32 => "int32",
        DataType.Int64 => "int64",
        DataType.UInt8 => "uint8",
        DataType.UInt16 => "uint16",
        DataType.UInt32 => "uint32",
        DataType.UInt64 => "uint64",
        DataType.Bool => "bool",
        DataType.String => "string",
        DataType.Resource => "resource",
        DataType.Variant => "variant",
        _ => "none",
    };

    /// <summary>The type of this name.</summary>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public static DataType Parse(string name)
    {
        foreach (var type in Enum.GetValues<DataType>())
            if (type != DataType.None && type.Name() == name)
                return type;
        throw new ArgumentException($"dtype must be one of {string.Join(", ", Enum.GetValues<DataType>().Where(type => type != DataType.None).Select(Name))}. Received: dtype='{name}'.", nameof(name));
    }

    /// <summary>Whether it is a floating-point type.</summary>
    public static bool IsFloating(this DataType type) =>
        type is DataType.Float16 or DataType.BFloat16 or DataType.Float32 or DataType.Float64;

    /// <summary>Whether it is an integer type.</summary>
    public static bool IsInteger(this DataType type) => type is DataType.Int8 or DataType.Int16 or DataType.Int32
        or DataType.Int64 or DataType.UInt8 or DataType.UInt16 or DataType.UInt32 or DataType.UInt64;

    /// <summary>Bytes an element, or 0 where elements have no fixed size.</summary>
    public static int Size(this DataType type) => type switch
    {
        DataType.Int8 or DataType.UInt8 or DataType.Bool => 1,
        DataType.Float16 or DataType.BFloat16 or DataType.Int16 or DataType.UInt16 => 2,
        DataType.Float32 or DataType.Int32 or DataType.UInt32 => 4,
        DataType.Float64 or DataType.Int64 or DataType.UInt64 => 8,
        _ => 0,
    };

    /// <summary>The element type for a .NET type.</summary>
    /// <exception cref="ArgumentException">TensorFlow has no such type.</exception>
    public static DataType Of(Type type) =>
        type == typeof(float) ? DataType.Float32 :
        type == typeof(double) ? DataType.Float64 :
        type == typeof(int) ? DataType.Int32 :
        type == typeof(long) ? DataType.Int64 :
        type == typeof(byte) ? DataType.UInt8 :
        type == typeof(bool) ? DataType.Bool :
        type == typeof(sbyte) ? DataType.Int8 :
        type == typeof(short) ? DataType.Int16 :
        type == typeof(ushort) ? DataType.UInt16 :
        type == typeof(uint) ? DataType.UInt32 :
        type == typeof(ulong) ? DataType.UInt64 :
        type == typeof(Half) ? DataType.Float16 :
        throw new ArgumentException($"Tensor elements must be numbers or truth values. Received: type={type}.", nameof(type));
}
