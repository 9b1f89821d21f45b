namespace KerasPort.TensorFlow.Runtime;

/// <summary>One source did not give the library; its message is one line, and the next source is tried.</summary>
internal sealed class SourceFailedException : Exception
{
    public SourceFailedException(string message, Exception? inner = null) : base(message.ReplaceLineEndings(" "), inner)
    {
    }
}
