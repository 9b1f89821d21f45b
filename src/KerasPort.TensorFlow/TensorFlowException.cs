namespace KerasPort.TensorFlow;

/// <summary>An error that TensorFlow itself reported, with its status code and its own message.</summary>
public sealed class TensorFlowException : Exception
{
    /// <summary>Makes the exception for a failed call.</summary>
    /// <param name="code">TensorFlow's status code.</param>
    /// <param name="detail">TensorFlow's message.</param>
    /// <param name="call">The C function or operation that failed.</param>
    public TensorFlowException(StatusCode code, string detail, string call)
        : base($"{call}: {detail} ({code})")
    {
        Code = code;
        Call = call;
    }

    /// <summary>TensorFlow's status code.</summary>
    public StatusCode Code { get; }

    /// <summary>The C function or operation that failed.</summary>
    public string Call { get; }
}
