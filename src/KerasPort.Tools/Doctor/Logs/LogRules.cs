namespace KerasPort.Tools.Doctor.Logs;

/// <summary>Every kind of line that is recognised; the first rule that fits a line explains it.</summary>
internal static class LogRules
{
    public static IReadOnlyList<LogRule> All { get; } = [.. LibraryRules.List, .. DriverRules.List, .. RunRules.List, .. LibraryRules.NotLoaded];

    /// <summary>The rule of a line and what it picked out, or null.</summary>
    public static (LogRule Rule, System.Text.RegularExpressions.Match Match)? Find(LogLine line)
    {
        // A rule may ask for the source file's name, never for its folder or line number: those differ by version.
        var text = line.File is null ? line.Message : $"{line.File}] {line.Message}";
        foreach (var rule in All)
        {
            if (rule.Pattern.Match(text) is { Success: true } match)
            {
                return (rule, match);
            }
        }

        return null;
    }
}
