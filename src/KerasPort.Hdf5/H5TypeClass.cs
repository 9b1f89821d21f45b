namespace KerasPort.Hdf5;

/// <summary>The families of element types in an HDF5 file.</summary>
public enum H5TypeClass
{
    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Floating-point numbers, from 8 to 64 bits.</summary>
    Float,

    /// <summary>Times; can't be read.</summary>
    Time,

    /// <summary>Texts, of fixed or of varying length.</summary>
    String,

    /// <summary>Bits in whole bytes; readable as raw bytes.</summary>
    BitField,

    /// <summary>Bytes without meaning to HDF5; readable as raw bytes.</summary>
    Opaque,

    /// <summary>Records; can't be read.</summary>
    Compound,

    /// <summary>References to other objects; can't be read.</summary>
    Reference,

    /// <summary>Named whole numbers; readable as integers.</summary>
    Enum,

    /// <summary>Sequences of varying length that are not texts; can't be read.</summary>
    VariableLength,

    /// <summary>Arrays as elements; can't be read.</summary>
    Array,

    /// <summary>Truth values as h5py writes them: an enumeration of FALSE = 0 and TRUE = 1.</summary>
    Boolean,

    /// <summary>A family that this library does not know; can't be read.</summary>
    Unknown,
}
