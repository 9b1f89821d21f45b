namespace KerasPort.Hdf5;

/// <summary>How a text is written. Readers of different ages accept different ones.</summary>
public enum H5StringKind
{
    /// <summary>Of varying length, marked as ASCII (the bytes are UTF-8): what h5py makes of Python's <c>bytes</c>.
    /// Keras 2.3 and older read single texts only in this form; all others do too.</summary>
    VariableAscii,

    /// <summary>Of varying length, marked as UTF-8: what h5py makes of Python's <c>str</c>.</summary>
    VariableUtf8,

    /// <summary>Of one fixed length, filled up with zero bytes, marked as ASCII: what h5py 2 makes of a list of
    /// <c>bytes</c>. Keras 2.3 and older read lists of texts only in this form; all others do too.</summary>
    Fixed,
}
