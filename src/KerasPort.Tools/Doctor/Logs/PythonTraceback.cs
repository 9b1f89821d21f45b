using System.Text.RegularExpressions;

namespace KerasPort.Tools.Doctor.Logs;

/// <summary>Follows the frames of Python's last traceback: an import error belongs to the package in which it happened.</summary>
internal sealed partial class PythonTraceback
{
    private string? _package;

    /// <summary>Whether the innermost frame in an installed package is one of another package than TensorFlow.</summary>
    public bool IsOfAnotherPackage => _package is not null
        && !_package.Contains("tensorflow", StringComparison.OrdinalIgnoreCase) && !_package.StartsWith("keras", StringComparison.OrdinalIgnoreCase);

    public void Add(LogLine line)
    {
        if (line.Message.Contains("Traceback (most recent call last)", StringComparison.Ordinal))
        {
            _package = null;
        }
        else if (Frame().Match(line.Message) is { Success: true } frame)
        {
            _package = frame.Groups[1].Value;
        }
    }

    [GeneratedRegex(@"File "".*?(?:site|dist)-packages[/\\](\w+)[^""]*"", line \d+")]
    private static partial Regex Frame();
}
