namespace KerasPort.Tests;

/// <summary>Takes what is written to the console while it lives; tests that use it run one at a time (the collection "console").</summary>
internal sealed class ConsoleText : IDisposable
{
    private readonly TextWriter _before = Console.Out;
    private readonly StringWriter _text = new() { NewLine = "\n" };

    public ConsoleText() => Console.SetOut(_text);

    /// <summary>What was written since the last time.</summary>
    public string Take()
    {
        var text = _text.ToString();
        _text.GetStringBuilder().Clear();
        return text;
    }

    public void Dispose() => Console.SetOut(_before);
}
