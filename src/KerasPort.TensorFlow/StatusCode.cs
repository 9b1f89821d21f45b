namespace KerasPort.TensorFlow;

/// <summary>Why a TensorFlow call failed (TF_Code of tf_status.h).</summary>
public enum StatusCode
{
    /// <summary>No failure.</summary>
    Ok = 0,
    /// <summary>The call was cancelled.</summary>
    Cancelled = 1,
    /// <summary>A failure of no known kind.</summary>
    Unknown = 2,
    /// <summary>An argument that can never be right: shapes or types that don't fit.</summary>
    InvalidArgument = 3,
    /// <summary>The time limit ran out.</summary>
    DeadlineExceeded = 4,
    /// <summary>A name, kernel or resource that does not exist.</summary>
    NotFound = 5,
    /// <summary>A name that exists already.</summary>
    AlreadyExists = 6,
    /// <summary>Not allowed.</summary>
    PermissionDenied = 7,
    /// <summary>Out of memory, most often.</summary>
    ResourceExhausted = 8,
    /// <summary>The order of calls is wrong: a variable was read before it had a value.</summary>
    FailedPrecondition = 9,
    /// <summary>The work was given up.</summary>
    Aborted = 10,
    /// <summary>An index beyond the end.</summary>
    OutOfRange = 11,
    /// <summary>This build has no such operation or kernel.</summary>
    Unimplemented = 12,
    /// <summary>TensorFlow broke an invariant of its own.</summary>
    Internal = 13,
    /// <summary>A service is not available.</summary>
    Unavailable = 14,
    /// <summary>Data was lost.</summary>
    DataLoss = 15,
    /// <summary>Who asks is not known.</summary>
    Unauthenticated = 16,
}
