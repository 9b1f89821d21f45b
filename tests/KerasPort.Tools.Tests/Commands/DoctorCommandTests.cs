using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KerasPort.Testing;
using KerasPort.Tools.Commands;

namespace KerasPort.Tools.Tests.Commands;

/// <summary>The command line around the doctor: exit codes, wrong usage, bad input, and JSON as docs/doctor.md states it.</summary>
public sealed partial class DoctorCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kerasport-doctor").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--log", "a.log", "--machine", "b.json")]
    [InlineData("--log", "a.log", "--fix")]
    [InlineData("--fix", "--undo")]
    [InlineData("--fix", "--json")]
    [InlineData("--undo", "--json")]
    [InlineData("--yes")]
    [InlineData("--ask", "--no-ask")]
    [InlineData("--machine", "b.json", "--no-ask")]
    [InlineData("--tensorflow", "2.10", "--app", ".")]
    [InlineData("--tensorflow", "2.10", "--log", "a.log")]
    [InlineData("--tensorflow")]
    [InlineData("--machine")]
    [InlineData("--nonsense")]
    [InlineData("nonsense")]
    public async Task WrongUsageGives64(params string[] arguments)
    {
        var (code, output, error) = await Run(arguments);

        Assert.Equal(64, code);
        Assert.NotEqual("", output + error);
    }

    [Theory]
    [InlineData("--machine", "", "must hold one JSON object|follow the schema")]
    [InlineData("--machine", "null", "must hold one JSON object")]
    [InlineData("--machine", "[]", "follow the schema")]
    [InlineData("--machine", "{}", "'os'")]
    [InlineData("--machine", "{\"os\": \"beos\"}", "must be windows, linux or macos")]
    [InlineData("--machine", "{\"os\": \"linux\", \"driverr\": {}}", "driverr")]
    [InlineData("--machine", "{\"os\": \"linux\", \"architecture\": \"mips\"}", "x64, x86 or arm64")]
    [InlineData("--machine", "{\"os\": \"linux\", \"container\": \"lxc\"}", "docker, podman or kubernetes")]
    [InlineData("--machine", "{\"os\": \"linux\", \"files\": {\"/a\": {\"machin\": \"x86\"}}}", "machin")]
    [InlineData("--machine", "{\"os\": \"linux\", \"files\": {\"/a\": 7}}", "/a")]
    [InlineData("--machine", "{\"os\": \"linux\", \"tensorflow\": [{\"path\": \"/a\", \"build\": \"tpu\"}]}", "gpu or cpu")]
    [InlineData("--machine", "{\"os\": \"windows\", \"environment\": {\"PATH\": [7]}}", "a text or an array of texts")]
    [InlineData("--machine", "{\"os\": \"linux\", \"gpus\": [null]}", "no null")]
    [InlineData("--machine", "{\"os\": \"linux\", \"files\": {\"/a\": {\"imports\": [null]}}}", "no null")]
    [InlineData("--machine", "{\"os\": \"linux\", \"commands\": {\"nvcc\": true}}", "null .absent. or false")]
    [InlineData("--machine", "{\"os\": \"linux\", \"driver\": {\"version\": \"99999999999.1\"}}", "must be a version")]
    [InlineData("--machine", "{\"os\": \"linux\", \"gpus\": [{\"name\": \"x\", \"compute_capability\": \"new\"}]}", "must be a version")]
    public async Task AMachineFileThatCannotBeReadGives64(string option, string content, string reason)
    {
        var path = Path.Combine(_folder, "machine.json");
        await File.WriteAllTextAsync(path, content);

        var (code, output, error) = await Run(option, path);

        Assert.Equal((64, ""), (code, output));
        Assert.Matches(reason, error);
    }

    [Theory]
    [InlineData("--log")]
    [InlineData("--machine")]
    public async Task AMissingFileAndAFolderGive64(string option)
    {
        var missing = Path.Combine(_folder, "none");
        foreach (var path in new[] { missing, _folder })
        {
            var (code, output, error) = await Run(option, path, "--json");

            Assert.Equal((64, ""), (code, output));
            Assert.Contains(path, error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AnyBytesAreALog()
    {
        var random = new byte[200_000];
        new Random(5).NextBytes(random);
        byte[][] logs = [[], random, new byte[100_000], [0xFF, 0xFE], [0xC3], "\n\n\r\n"u8.ToArray()];
        foreach (var bytes in logs)
        {
            Assert.Equal("no-finding", Text((await Log(bytes)).Answer, "verdict"));
        }
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("iso-8859-1")]
    public async Task ALogMayBeInAnyEncoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        const string Line = "Größe: W tensorflow/stream_executor/platform/default/dso_loader.cc:64] Could not load dynamic library 'cufft64_10.dll'; dlerror: cufft64_10.dll not found\r\n";

        var (code, answer) = await Log([.. encoding.GetPreamble(), .. encoding.GetBytes(Line)]);

        Assert.Equal((1, "cufft64_10.dll"), (code, Text(answer, "first_to_repair")));
    }

    [Fact]
    public async Task TheJSONOfALogHasTheDocumentedFields()
    {
        var (_, answer) = await Log("W a/gpu_device.cc:1] Cannot dlopen some GPU libraries.\nSkipping registering GPU devices...\n"u8.ToArray());

        Assert.Equal(Documented("JSON of a log"), answer.Select(field => field.Key));
        Assert.Equal(["line", "rule", "matters", "meaning", "advice", "text"], answer["lines"]![0]!.AsObject().Select(field => field.Key));
    }

    [Fact]
    public async Task TheJSONOfEveryMachineHasTheDocumentedFields()
    {
        var documented = Documented("JSON of a machine").Where(name => name != "asked_library").ToList();
        var ids = Ids("Findings");
        var remedies = Ids("Remedies");
        foreach (var file in Directory.GetFiles(Repository.Fixture("doctor", "machines"), "*.json").Where((_, index) => index % 10 == 0))
        {
            var (code, output, error) = await Run("--machine", file, "--json");
            var answer = JsonNode.Parse(output)!.AsObject();

            Assert.Equal("", error);
            Assert.Equal(documented, answer.Select(field => field.Key));
            Assert.Equal(code, answer["exit_code"]!.GetValue<int>());
            Assert.All(answer["findings"]!.AsArray(), finding =>
            {
                Assert.Equal(["check", "id", "severity", "effect", "subject", "message", "evidence", "remedy", "next_step"], finding!.AsObject().Select(field => field.Key));
                Assert.Contains(Text(finding.AsObject(), "id"), ids);
                Assert.Contains(Text(finding.AsObject(), "remedy"), remedies);
                Assert.Contains(Text(finding.AsObject(), "severity"), new[] { "ok", "note", "warning", "problem" });
                Assert.Contains(Text(finding.AsObject(), "effect"), new[] { "none", "gpu-unusable", "tensorflow-unusable" });
            });
        }
    }

    [Fact]
    public async Task PlainTextHasNoColoursAndEndsWithTheIds()
    {
        var (code, output, _) = await Run("--machine", Repository.Fixture("doctor", "machines", "windows-2.3.4-missing.json"));

        Assert.Equal(1, code);
        Assert.DoesNotContain('\u001b', output);
        Assert.EndsWith("Finding: library-missing, remedy: repair-cuda, exit code: 1", output.TrimEnd(), StringComparison.Ordinal);
    }

    private static string? Text(JsonObject node, string name) => node[name]?.GetValue<string>();

    // The names in the first column of the table below a heading.
    private static List<string> Documented(string heading) => [.. Rows(heading).SelectMany(cell => cell.Split(", "))];

    private static List<string> Ids(string heading) => [.. Rows(heading)];

    private static IEnumerable<string> Rows(string heading)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "doctor.md")).ReplaceLineEndings("\n");
        var part = text[text.IndexOf("## " + heading, StringComparison.Ordinal)..];
        return Row().Matches(part[..part.IndexOf("\n## ", 4, StringComparison.Ordinal)]).Select(row => row.Groups[1].Value).Skip(1);
    }

    private async Task<(int Code, JsonObject Answer)> Log(byte[] content)
    {
        var path = Path.Combine(_folder, "a.log");
        await File.WriteAllBytesAsync(path, content);
        var (code, output, error) = await Run("--log", path, "--json");
        Assert.Equal("", error);
        return (code, JsonNode.Parse(output)!.AsObject());
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ToolCommand.RunAsync(["doctor", .. arguments], output, error);
        return (code, output.ToString(), error.ToString());
    }

    [GeneratedRegex(@"^\| ([^|]*?) +\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
