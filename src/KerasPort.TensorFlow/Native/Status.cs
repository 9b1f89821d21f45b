using System.Runtime.InteropServices;

namespace KerasPort.TensorFlow.Native;

/// <summary>One TF_Status: the single place where TensorFlow's errors become exceptions.</summary>
internal readonly unsafe ref struct Status
{
    private readonly nint _pointer;

    public Status() => _pointer = TF.TF_NewStatus();

    public static implicit operator nint(Status status) => status._pointer;

    /// <summary>Throws <see cref="TensorFlowException"/> unless the last call with this status went well.</summary>
    public void Check(string call)
    {
        var code = (StatusCode)TF.TF_GetCode(_pointer);
        if (code == StatusCode.Ok)
            return;
        var message = Marshal.PtrToStringUTF8((nint)TF.TF_Message(_pointer)) ?? "";
        throw new TensorFlowException(code, message, call);
    }

    public void Dispose() => TF.TF_DeleteStatus(_pointer);
}
