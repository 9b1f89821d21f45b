namespace KerasPort.Callbacks;

/// <summary>Where callbacks say what does not stop a run: standard error, as Python's warnings.</summary>
internal static class Warnings
{
    public static void Write(string text) => Console.Error.WriteLine($"warning: {text}");
}
