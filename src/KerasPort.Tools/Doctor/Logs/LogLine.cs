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

    /// <summary>The lines in a line of a file: one, or those that a container's JSON object holds.</summary>
    public static IEnumerable<LogLine> ParseAll(int number, string raw) => Unwrap(raw).TrimEnd('\n').Split('\n').Select(line => Parse(number, line));

    private static LogLine Parse(int number, string line)
    {
        var text = Colours().Replace(line, "").TrimEnd();
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
            var texts = Texts(document.RootElement).ToList();
            return texts.Where(text => s_wrapped.Contains(text.Name)).Select(text => text.Value).FirstOrDefault()
                ?? texts.Select(text => text.Value).MaxBy(text => text.Length) ?? raw;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Not JSON after all, or half a surrogate pair: the line stays as it is.
            return raw;
        }
    }

    private static IEnumerable<(string Name, string Value)> Texts(JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(member => member.Value.ValueKind == JsonValueKind.String
            ? [(member.Name, member.Value.GetString()!)]
            : Texts(member.Value))
        : [];

    // The prefix of a relay may stand before it, so it is not anchored; line numbers and folders differ with every version.
    [GeneratedRegex(@"(?:^|[^\w/.])(?<sev>[IWEF])(?:\d{4} \S+\s+\d+)? (?<path>(?:[A-Za-z]:)?[/\\]?(?:[\w.+-]+[/\\])*)(?<file>[\w.+-]+\.(?:cc|cpp|h|cu)):(?<line>\d+)\] ?(?<msg>.*)$")]
    private static partial Regex TensorFlowLine();

    [GeneratedRegex(@"(?:\x1B|#033|\\u001b|\\x1b|\\033|\^\[)\[[0-9;?]*[A-Za-z]|[\x00-\x08\x0B\x0C\x0E-\x1A\x7F]")]
    private static partial Regex Colours();
}
