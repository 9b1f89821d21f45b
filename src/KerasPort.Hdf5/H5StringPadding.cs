namespace KerasPort.Hdf5;

/// <summary>How a text is filled up to its fixed length.</summary>
public enum H5StringPadding
{
    /// <summary>It ends at the first zero byte.</summary>
    NullTerminated,

    /// <summary>Zero bytes follow, where it is shorter.</summary>
    NullPadded,

    /// <summary>Spaces follow, where it is shorter.</summary>
    SpacePadded,
}
