namespace KerasPort.Tools.Doctor.Logs;

/// <summary>Every kind of line that is recognised; the first rule that fits a line explains it.</summary>
internal static class LogRules
{
    public static IReadOnlyList<LogRule> All { get; } = [.. LibraryRules.List, .. DriverRules.List, .. RunRules.List, .. LibraryRules.NotLoaded];

    /// <summary>The rule of a line and what it picked out, or null.</summary>
    public static (LogRule Rule, System.Text.RegularExpressions.Match Match)? Find(LogLine line)
    {
        foreach (var rule in All)
        {
            if (rule.Find(line) is { } match)
            {
                return (rule, match);
            }
        }

        return null;
    }
}
