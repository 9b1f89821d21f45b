using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using KerasPort.Testing;
using KerasPort.Tools.Doctor.Logs;

namespace KerasPort.Tools.Tests.Doctor.Logs;

/// <summary>What happens to logs on their way: prefixes, colours, line ends, other programs' lines, other versions' numbers and folders.</summary>
public class LogVariantTests
{
    // Lines of nginx, kernels, pip, pytest, other users of CUDA and so on, full of the words that TensorFlow's lines are made of.
    private static readonly string[] s_unrelated = File.ReadAllLines(Repository.Fixture("doctor", "unrelated-lines.txt"));

    public static TheoryData<string, string> Variants()
    {
        var data = new TheoryData<string, string>();
        foreach (var row in LogFiles.Rows)
        {
            foreach (var variant in Changes.Keys)
            {
                data.Add(row["file"], variant);
            }
        }

        return data;
    }

    private static Dictionary<string, Func<string, string>> Changes { get; } = new()
    {
        ["line numbers"] = text => Regex.Replace(text, @"(\.cc):(\d+)\]", match => match.Groups[1].Value + ":" + (int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) + 137) + "]"),
        ["source folders"] = text => Regex.Replace(text, @" (?:tensorflow|external)/[\w/]*/(\w+\.cc)", " build/other/place/$1"),
        ["bare file names"] = text => Regex.Replace(text, @" (?:tensorflow|external)/[\w/]*/(\w+\.cc)", " $1"),
        ["other folders"] = text => text.Replace("/usr/lib/nvidia-", "/opt/drivers/", StringComparison.Ordinal).Replace("/home/user", "/srv/users/anna b", StringComparison.Ordinal),
        ["docker compose"] = text => EachLine(text, (line, _) => "trainer-1  | " + line),
        ["docker json"] = text => EachLine(text, (line, _) => JsonSerializer.Serialize(new { log = line + "\n", stream = "stderr", time = "2026-11-24T19:07:59.5Z" })),
        ["kubernetes"] = text => EachLine(text, (line, _) => "2026-11-24T19:07:59.540660123Z stderr F " + line),
        ["kubectl prefix"] = text => EachLine(text, (line, _) => "[pod/train-0/main] " + line),
        ["systemd"] = text => EachLine(text, (line, i) => $"Nov 24 19:07:{i % 60:00} workstation python3[1234]: " + line),
        ["journal json"] = text => EachLine(text, (line, _) => JsonSerializer.Serialize(new Dictionary<string, string> { ["_PID"] = "12", ["MESSAGE"] = line })),
        ["relay"] = text => EachLine(text, (line, _) => "12:07:59.123 INFO worker : stdError >>> " + line),
        ["timestamps"] = text => EachLine(text, (line, _) => "[2026-11-24 19:07:59,540] " + line),
        ["colours"] = text => EachLine(text, (line, i) => $"\u001b[{31 + (i % 6)}m{line}\u001b[0m"),
        ["escaped colours"] = text => EachLine(text, (line, _) => $"#033[1;33m{line}#033[0m"),
        ["CRLF"] = text => text.Replace("\n", "\r\n", StringComparison.Ordinal),
        ["blanks"] = text => EachLine(text, (line, _) => line + "   \t"),
        ["other programs"] = text => EachLine(text, (line, i) => line + "\n" + s_unrelated[i % s_unrelated.Length] + "\n" + s_unrelated[(i * 7) % s_unrelated.Length]),
        ["other programs before"] = text => string.Join('\n', s_unrelated) + "\n" + text,
        ["other programs after"] = text => text + string.Join('\n', s_unrelated) + "\n",
        ["twice"] = text => text + "\n" + text,
        ["each line twice"] = text => EachLine(text, (line, _) => line + "\n" + line),
        ["one JSON object"] = text => JsonSerializer.Serialize(new { message = text }),
        ["JSON with other names"] = text => EachLine(text, (line, _) => JsonSerializer.Serialize(new { jsonPayload = new { line } })),
        ["absl's form"] = text => Regex.Replace(text, @"(?m)^\d{4}-\d\d-\d\d [\d:.]+: ([IWEF]) (?:\S*/)?(\w+\.cc:\d+\])", "${1}0000 00:00:1795547222.540660    4242 $2"),
        ["progress bars"] = text => EachLine(text, (line, i) => $"Epoch 1/20:  {i}%|##    | {i}/469 [00:01<00:09]\r{line}"),
        ["PowerShell"] = text => "python.exe : " + text.Replace("\n", "\r\n", StringComparison.Ordinal) + "At line:1 char:1\r\n    + FullyQualifiedErrorId : NativeCommandError\r\n",
        ["UTF-16 without a mark"] = text => string.Concat(text.Select(c => c + "\0")),
        ["all at once"] = text => EachLine(text, (line, i) => $"Nov 24 19:07:{i % 60:00} host app[7]: \u001b[33mtrainer-1  | {line.Replace(".cc:", ".cc:9", StringComparison.Ordinal)}\u001b[0m\r\n{s_unrelated[i % s_unrelated.Length]}\r"),
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void TheVerdictStays(string file, string variant)
    {
        var row = LogFiles.Row(file);

        LogFiles.Check(row, LogExplainer.Explain(Changes[variant](LogFiles.Text(row))));
    }

    [Fact]
    public void UnrelatedLinesGiveNoFindingTogether()
    {
        Assert.True(s_unrelated.Length >= 100);

        CheckNothing(string.Join('\n', s_unrelated));
    }

    [Fact]
    public void UnrelatedLinesGiveNoFindingOneByOne()
    {
        foreach (var line in s_unrelated)
        {
            CheckNothing(line);
        }
    }

    [Fact]
    public void AnImportErrorOfAnotherPackageIsNotTensorFlows()
    {
        const string Torch = "Traceback (most recent call last):\n  File \"/srv/app.py\", line 1, in <module>\n    import torch\n"
            + "  File \"/usr/lib/python3/dist-packages/torch/__init__.py\", line 196, in <module>\n    _load_global_deps()\n";
        const string Error = "ImportError: libcudart.so.10.2: cannot open shared object file: No such file or directory\n";

        CheckNothing(Torch + Error);
        Assert.Equal("libraries-missing", LogExplainer.Explain(Torch.Replace("torch", "tensorflow", StringComparison.Ordinal) + Error).Verdict);
    }

    [Fact]
    public void ALineWithoutEndIsReadInPart()
    {
        var report = LogExplainer.Explain(new string('x', 5_000_000) + "\nSkipping registering GPU devices...");

        Assert.Equal(("libraries-missing", 2), (report.Verdict, report.Lines[0].Number));
    }

    [Theory]
    [InlineData("name: ")]
    [InlineData("kernel version ")]
    [InlineData("Ignoring visible gpu device ")]
    [InlineData("Could not load dynamic library 'x'; dlerror: ; LD_LIBRARY_PATH: ")]
    [InlineData("I a/")]
    [InlineData("'tensorflow ")]
    [InlineData("File \"site-packages/a ")]
    [InlineData("| : |")]
    public void LinesMadeToBeSlowAreNot(string piece)
    {
        var line = string.Concat(Enumerable.Repeat(piece, 30_000 / piece.Length));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        LogExplainer.Explain(string.Join('\n', Enumerable.Repeat(line, 5)));

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
    }

    private static void CheckNothing(string text)
    {
        var report = LogExplainer.Explain(text);

        Assert.Equal(("no-finding", 0), (report.Verdict, report.ExitCode));
        Assert.Null(report.FirstToRepair);
        Assert.Empty(report.Missing);
        Assert.True(report.Lines.Count == 0, string.Join('\n', report.Lines.Select(line => $"{line.Rule}: {line.Text}")));
    }

    private static string EachLine(string text, Func<string, int, string> change) =>
        string.Concat(text.TrimEnd('\n').Split('\n').Select((line, index) => change(line, index) + "\n"));
}
