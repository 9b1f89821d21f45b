namespace KerasPort.Tools.Doctor.Logs;

/// <summary>Reads a TensorFlow log line by line and says what it proves. Unknown lines are left alone.</summary>
internal static class LogExplainer
{
    // A log may be endless; what TensorFlow says of the GPU stands near the start of each run.
    private const int MostLines = 2_000_000;
    private const int MostExplained = 1000;

    public static LogReport Explain(TextReader reader)
    {
        var facts = new LogFacts();
        var lines = new List<ExplainedLine>();
        for (var number = 1; number <= MostLines && reader.ReadLine() is { } raw; number++)
        {
            var line = LogLine.Parse(number, raw);
            if (LogRules.Find(line) is not var (rule, match))
            {
                facts.AddUnknown(line);
                continue;
            }

            var detail = facts.Add(rule, match, line);
            if (lines.Count < MostExplained)
            {
                lines.Add(new ExplainedLine(number, line.Text, rule.Id, rule.Matters, detail ?? rule.Meaning, rule.Advice));
            }
        }

        return new LogJudge(facts).Judge(lines);
    }

    public static LogReport Explain(string text) => Explain(new StringReader(text));
}
