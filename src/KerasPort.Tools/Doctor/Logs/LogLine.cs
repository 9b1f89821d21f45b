using System.Text.Json;
using System.Text.RegularExpressions;

namespace KerasPort.Tools.Doctor.Logs;

/// <summary>One line of a log, freed of colours and of what containers wrap around it.</summary>
/// <param name="Number">Its number in the file, from 1.</param>
/// <param name="Text">The whole line, cleaned.</param>
/// <param name="File">The source file's name where it has TensorFlow's form, such as dso_loader.cc; the folder before it differs by version.</param>
/// <param name="Message">What follows the file and line number, or the whole line.</param>
internal sealed partial record LogLine(int Number, string Text, string? File, string Message)
{
    private static readonly string[] s_wrapped = ["log", "message", "msg", "MESSAGE", "textPayload"];

    public static LogLine Parse(int number, string raw)
    {
        var text = Colours().Replace(Unwrap(raw), "").TrimEnd();
        var match = TensorFlowLine().Match(text);
        return match.Success
            ? new LogLine(number, text, match.Groups["file"].Value, match.Groups["msg"].Value.Trim())
            : new LogLine(number, text, null, text.Trim());
    }

    // Docker's and Kubernetes' own log files hold one JSON object a line.
    private static string Unwrap(string raw)
    {
        var start = raw.IndexOf('{', StringComparison.Ordinal);
        if (start < 0 || !raw.TrimEnd().EndsWith('}') || !raw.Contains("\":", StringComparison.Ordinal))
        {
            return raw;
        }

        try
        {
            using var document = JsonDocument.Parse(raw[start..].Trim());
            foreach (var name in s_wrapped)
            {
                if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value)
                    && value.ValueKind == JsonValueKind.String)
                {
                    return value.GetString()!;
                }
            }
        }
        catch (JsonException)
        {
            // Not JSON after all: the line stays as it is.
            return raw;
        }

        return raw;
    }

    // The prefix of a relay may stand before it, so it is not anchored; line numbers and folders differ with every version.
    [GeneratedRegex(@"(?:^|[^\w/.])(?<sev>[IWEF])(?:\d{4} \S+\s+\d+)? (?<path>(?:[\w.+-]+[/\\])*)(?<file>[\w.+-]+\.(?:cc|cpp|h|cu)):(?<line>\d+)\] ?(?<msg>.*)$")]
    private static partial Regex TensorFlowLine();

    [GeneratedRegex(@"(?:\x1B|#033|\\u001b|\\x1b|\\033|\^\[)\[[0-9;?]*[A-Za-z]|[\x00-\x08\x0B\x0C\x0E-\x1A\x7F]")]
    private static partial Regex Colours();
}
