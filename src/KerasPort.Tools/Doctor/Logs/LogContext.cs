using System.Text.RegularExpressions;

namespace KerasPort.Tools.Doctor.Logs;

/// <summary>
/// Whose lines the last ones were: an import error belongs to the package in whose frames it happened, and how a process ended
/// is TensorFlow's only where TensorFlow was at work.
/// </summary>
internal sealed partial class LogContext
{
    // Between TensorFlow's last line and the shell's about the end stand a traceback's frames at most.
    private const int Reach = 100;
    private const int LongestFrame = 1000;
    private string? _package;
    private int _number;
    private int _tensorFlowAt = -Reach;

    public void Add(LogLine line)
    {
        _number = line.Number;
        if (line.File is not null || AtWork().IsMatch(line.Message))
        {
            _tensorFlowAt = line.Number;
        }

        if (line.Message.Contains("Traceback (most recent call last)", StringComparison.Ordinal))
        {
            _package = null;
        }
        else if (line.Message.Length <= LongestFrame && Frame().Match(line.Message) is { Success: true } frame)
        {
            _package = frame.Groups["package"].Value;
        }
    }

    /// <summary>Whether the last line may be taken for what the rule says of it.</summary>
    public bool Admits(LogRule rule) => rule.Signal switch
    {
        LogSignal.ImportFailed or LogSignal.TensorFlowNotLoaded or LogSignal.TensorFlowNotStarted or LogSignal.TensorFlowBroken => IsTensorFlow ?? !rule.NeedsTensorFlow,
        _ => !rule.NeedsTensorFlow || _number - _tensorFlowAt < Reach,
    };

    private bool? IsTensorFlow => _package is null ? null
        : _package.Contains("tensorflow", StringComparison.OrdinalIgnoreCase) || _package.StartsWith("keras", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"import tensorflow|from tensorflow|[/\\]tensorflow[/\\]|^Using TensorFlow backend", RegexOptions.CultureInvariant)]
    private static partial Regex AtWork();

    // Python's own form, IPython's two, and a frozen program's, whose packages lie in no folder.
    [GeneratedRegex(@"File ""?[^""]*?(?:site|dist)-packages[/\\](?<package>\w+)[^""]*(?:"", line |\.py:)\d+|(?:site|dist)-packages[/\\](?<package>\w+)\S*\.py in |File ""(?<package>tensorflow)[/\\]")]
    private static partial Regex Frame();
}
