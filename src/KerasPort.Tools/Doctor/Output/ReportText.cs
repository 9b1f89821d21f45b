using KerasPort.Tools.Doctor.Findings;
using Spectre.Console;

namespace KerasPort.Tools.Doctor.Output;

/// <summary>A report for people: a table with colours in a terminal, plain lines elsewhere.</summary>
internal static class ReportText
{
    private const int EvidenceLines = 4;

    public static void Write(Report report, TextWriter output, bool plain, bool verbose)
    {
        if (plain)
        {
            WritePlain(report, output, verbose);
        }
        else
        {
            WriteTable(report, AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }), verbose);
        }
    }

    private static void WritePlain(Report report, TextWriter output, bool verbose)
    {
        output.WriteLine(report.Headline);
        output.WriteLine();
        foreach (var finding in report.Findings)
        {
            output.WriteLine($"{Mark(finding)} {finding.Check,-18} {finding.Message}");
            foreach (var evidence in Evidence(finding, verbose))
            {
                output.WriteLine($"{"",-25} {evidence}");
            }
        }

        output.WriteLine();
        if (report.First.Remedy.Id != RemedyIds.None)
        {
            output.WriteLine($"Next step: {report.First.Remedy.Text}");
        }

        output.WriteLine($"Finding: {report.First.Id}, remedy: {report.First.Remedy.Id}, exit code: {report.ExitCode}");
    }

    private static void WriteTable(Report report, IAnsiConsole console, bool verbose)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey).HideHeaders();
        table.AddColumn(new TableColumn("").NoWrap()).AddColumn(new TableColumn("").NoWrap()).AddColumn("");
        foreach (var finding in report.Findings)
        {
            var colour = ColourOf(finding.Severity);
            var lines = new[] { Markup.Escape(finding.Message) }.Concat(Evidence(finding, verbose).Select(line => $"[grey]{Markup.Escape(line)}[/]"));
            table.AddRow($"[{colour}]{Symbol(finding.Severity)}[/]", Markup.Escape(finding.Check), string.Join('\n', lines));
        }

        console.Write(table);
        var verdict = $"[bold {(report.ExitCode == 0 ? "green" : "red")}]{Markup.Escape(report.Headline)}[/]";
        var text = report.First.Remedy.Id == RemedyIds.None
            ? verdict
            : $"{verdict}\n{Markup.Escape(report.First.Message)}\n[bold]Next step:[/] {Markup.Escape(report.First.Remedy.Text)}";
        console.Write(new Panel(text).Border(BoxBorder.Rounded).BorderColor(report.ExitCode == 0 ? Color.Green : Color.Red).Expand());
    }

    private static IEnumerable<string> Evidence(Finding finding, bool verbose) => verbose
        ? finding.Evidence
        : finding.Severity is Severity.Problem or Severity.Warning
            ? finding.Evidence.Take(EvidenceLines).Concat(finding.Evidence.Count > EvidenceLines ? [FormattableString.Invariant($"... and {finding.Evidence.Count - EvidenceLines} more (--verbose)")] : [])
            : [];

    private static string Mark(Finding finding) => finding.Severity switch
    {
        Severity.Ok => "[ok]  ",
        Severity.Note => "[note]",
        Severity.Warning => "[warn]",
        _ => "[BAD] ",
    };

    private static string Symbol(Severity severity) => severity switch
    {
        Severity.Ok => "✓",
        Severity.Note => "i",
        Severity.Warning => "!",
        _ => "✗",
    };

    private static string ColourOf(Severity severity) => severity switch
    {
        Severity.Ok => "green",
        Severity.Note => "blue",
        Severity.Warning => "yellow",
        _ => "red",
    };
}
