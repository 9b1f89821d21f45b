namespace KerasPort.TensorFlow;

/// <summary>The element types of tensors (TF_DataType).</summary>
public enum DataType
{
    /// <summary>No type: a value that TensorFlow gives for an unset one.</summary>
    None = 0,
    /// <summary>32-bit floating point: Keras' floatx.</summary>
    Float32 = 1,
    /// <summary>64-bit floating point.</summary>
    Float64 = 2,
    /// <summary>32-bit signed integer.</summary>
    Int32 = 3,
    /// <summary>8-bit unsigned integer.</summary>
    UInt8 = 4,
    /// <summary>16-bit signed integer.</summary>
    Int16 = 5,
    /// <summary>8-bit signed integer.</summary>
    Int8 = 6,
    /// <summary>Byte strings.</summary>
    String = 7,
    /// <summary>64-bit signed integer.</summary>
    Int64 = 9,
    /// <summary>Truth values, a byte each.</summary>
    Bool = 10,
    /// <summary>The upper half of a 32-bit float.</summary>
    BFloat16 = 14,
    /// <summary>16-bit unsigned integer.</summary>
    UInt16 = 17,
    /// <summary>16-bit floating point.</summary>
    Float16 = 19,
    /// <summary>A handle to a resource: a variable.</summary>
    Resource = 20,
    /// <summary>A value of any kind: a tensor list.</summary>
    Variant = 21,
    /// <summary>32-bit unsigned integer.</summary>
    UInt32 = 22,
    /// <summary>64-bit unsigned integer.</summary>
    UInt64 = 23,
}
