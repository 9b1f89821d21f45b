using KerasPort.Tools.Doctor.Logs;
using Spectre.Console;

namespace KerasPort.Tools.Doctor.Output;

/// <summary>What a log says, for people: the verdict, then each line that matters, then what was left aside.</summary>
internal static class LogText
{
    private const int LongestQuote = 150;
    private const int MostLines = 40;

    public static void Write(LogReport report, TextWriter output, DoctorOptions options)
    {
        var plain = options.Plain || !options.Terminal;
        var console = plain ? null : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        void Line(string text, string style)
        {
            if (console is null)
            {
                output.WriteLine(text);
            }
            else
            {
                console.Write(new Text(text + "\n", Style.Parse(style)));
            }
        }

        Line($"Verdict: {report.Verdict}", report.ExitCode == 0 ? "bold green" : "bold red");
        Line(report.Summary, "default");
        Line("Next step: " + report.NextStep, "bold");
        var shown = report.Lines.Where(line => line.Matters || options.Verbose).ToList();
        if (shown.Count > 0)
        {
            Line("", "default");
        }

        foreach (var line in shown.Take(options.Verbose ? int.MaxValue : MostLines))
        {
            var text = line.Text.Trim();
            Line(FormattableString.Invariant($"line {line.Number}: {(text.Length > LongestQuote ? text[..LongestQuote] + "..." : text)}"), "grey");
            Line("    " + line.Meaning + (line.Advice is null ? "" : " " + line.Advice), line.Matters ? "yellow" : "grey");
        }

        if (shown.Count > MostLines && !options.Verbose)
        {
            Line(FormattableString.Invariant($"... and {shown.Count - MostLines} more lines that matter (--verbose)"), "grey");
        }

        var aside = report.Lines.Where(line => !line.Matters).GroupBy(line => line.Meaning).ToList();
        if (aside.Count > 0 && !options.Verbose)
        {
            Line("", "default");
            Line("Left aside:", "grey");
            foreach (var group in aside)
            {
                var numbers = string.Join(", ", group.Take(6).Select(line => line.Number)) + (group.Count() > 6 ? ", ..." : "");
                Line($"    {group.Key} (line {numbers})", "grey");
            }
        }
    }
}
