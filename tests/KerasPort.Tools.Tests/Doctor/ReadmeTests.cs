using System.Text.RegularExpressions;
using KerasPort.Testing;
using KerasPort.Tools.Commands;

namespace KerasPort.Tools.Tests.Doctor;

/// <summary>What the README shows is what the doctor prints.</summary>
public partial class ReadmeTests
{
    public static TheoryData<string, string> Shown()
    {
        var data = new TheoryData<string, string>();
        foreach (Match block in Block().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n")))
        {
            data.Add(block.Groups[1].Value, block.Groups[2].Value);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Shown))]
    public async Task ShowsWhatIsPrinted(string arguments, string shown)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        await ToolCommand.RunAsync(
            [.. arguments.Split(' ').Select(argument => argument.StartsWith("tests/", StringComparison.Ordinal) ? Path.Combine(Repository.Root, argument) : argument)], output, error);

        Assert.Equal("", error.ToString());
        Assert.Equal(shown.Trim(), string.Join('\n', output.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim());
    }

    [GeneratedRegex(@"^\$ kerasport (doctor [^\n]*)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
