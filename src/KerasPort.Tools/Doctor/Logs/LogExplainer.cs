using System.Text;

namespace KerasPort.Tools.Doctor.Logs;

/// <summary>Reads a TensorFlow log line by line and says what it proves. Unknown lines are left alone.</summary>
internal static class LogExplainer
{
    // A log may be endless; what TensorFlow says of the GPU stands near the start of each run.
    private const int MostLines = 2_000_000;
    private const int MostExplained = 1000;
    private const int LongestLine = 32_768;

    public static LogReport Explain(TextReader reader)
    {
        var facts = new LogFacts();
        var lines = new List<ExplainedLine>();
        var context = new LogContext();
        var number = 0;
        foreach (var line in Lines(reader).SelectMany(raw => LogLine.ParseAll(++number, raw)))
        {
            context.Add(line);
            if (LogRules.Find(line) is not var (rule, match) || !context.Admits(rule))
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

    // Not TextReader.ReadLine: a binary file may be one line of gigabytes, of which only the start is kept.
    private static IEnumerable<string> Lines(TextReader reader)
    {
        var buffer = new char[16_384];
        var line = new StringBuilder();
        var (count, any, afterReturn) = (0, false, false);
        for (int read; count < MostLines && (read = reader.Read(buffer)) > 0;)
        {
            for (var i = 0; i < read && count < MostLines; i++)
            {
                var c = buffer[i];
                if (c is '\n' or '\r')
                {
                    if (c == '\r' || !afterReturn)
                    {
                        yield return line.ToString();
                        line.Clear();
                        (count, any) = (count + 1, false);
                    }
                }
                else
                {
                    any = true;
                    if (line.Length < LongestLine)
                    {
                        line.Append(c);
                    }
                }

                afterReturn = c == '\r';
            }
        }

        if (any && count < MostLines)
        {
            yield return line.ToString();
        }
    }
}
