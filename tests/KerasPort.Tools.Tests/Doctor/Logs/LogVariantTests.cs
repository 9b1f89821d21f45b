using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using KerasPort.Tools.Doctor.Logs;

namespace KerasPort.Tools.Tests.Doctor.Logs;

/// <summary>What happens to logs on their way: prefixes, colours, line ends, other programs' lines, other versions' numbers and folders.</summary>
public class LogVariantTests
{
    private static readonly string[] s_unrelated =
    [
        "192.168.0.7 - - [24/Nov/2026:19:07:59 +0000] \"GET /health HTTP/1.1\" 200 17",
        "kernel: Out of memory: Killed process 4242 (java) total-vm:8123456kB",
        "ERROR [main] c.e.Service - could not load library libfoo.so: cannot open shared object file: No such file or directory",
        "./app: error while loading shared libraries: libssl.so.1.1: cannot open shared object file: No such file or directory",
        "RuntimeError: CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; 3.95 GiB total capacity)",
        "name: nightly-build",
        "hostname: build-17",
        "  \"device\": \"gpu\", \"index\": 0",
        "I1124 19:07:59.540660   99 server.cc:120] Created device pool",
        "WARNING: apt does not have a stable CLI interface. Use with caution in scripts.",
        "Successfully built 3f2a9c",
        "Traceback (most recent call last):",
        "  File \"/srv/app.py\", line 7, in <module>",
        "npm WARN deprecated request@2.88.2",
        "[  12.345678] nvidia-gpu 0000:01:00.3: i2c timeout error e0000000",
        "Skipping 3 files",
        "Failed to load module \"canberra-gtk-module\"",
        "{\"level\":\"info\",\"msg\":\"started\",\"port\":8080}",
        "",
        "W: GPG error: http://archive.example invalid signature",
    ];

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
        ["all at once"] = text => EachLine(text, (line, i) => $"Nov 24 19:07:{i % 60:00} host app[7]: \u001b[33mtrainer-1  | {line.Replace(".cc:", ".cc:9", StringComparison.Ordinal)}\u001b[0m\r\n{s_unrelated[i % s_unrelated.Length]}\r"),
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void The_verdict_stays(string file, string variant)
    {
        var row = LogFiles.Row(file);

        LogFiles.Check(row, LogExplainer.Explain(Changes[variant](LogFiles.Text(row))));
    }

    [Fact]
    public void A_hundred_unrelated_lines_give_no_finding()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 100; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{s_unrelated[i % s_unrelated.Length]}\n");
        }

        var report = LogExplainer.Explain(text.ToString());

        Assert.Equal("no-finding", report.Verdict);
        Assert.Null(report.FirstToRepair);
        Assert.Empty(report.Missing);
        Assert.Empty(report.Lines);
        Assert.Equal(0, report.ExitCode);
    }

    private static string EachLine(string text, Func<string, int, string> change) =>
        string.Concat(text.TrimEnd('\n').Split('\n').Select((line, index) => change(line, index) + "\n"));
}
