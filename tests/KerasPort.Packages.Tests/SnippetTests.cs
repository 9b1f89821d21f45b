using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KerasPort.Packages.Tests;

/// <summary>
/// The C# of the documents compiles. A block with using lines stands for itself; one without gets those of a program that goes on.
/// What a block takes from the text around it stands in a comment before it: &lt;!-- given: NumSharp.NDArray x, y; KerasPort.Models.Model model --&gt;.
/// </summary>
public sealed partial class SnippetTests
{
    private const string Usings = """
        global using KerasPort; global using KerasPort.Callbacks; global using KerasPort.Layers; global using KerasPort.Models; global using KerasPort.Optimizers;
        global using KerasPort.Plotting; global using KerasPort.Saving; global using NumSharp;
        """;

    // What a console project has without being asked.
    private const string Implicit = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    // Its blocks are cut out of TrainingExamples.cs, which runs: another test compares the two.
    private const string Training = "training.md";

    private static readonly CSharpParseOptions s_language = new(LanguageVersion.Latest);

    private static readonly Lazy<MetadataReference[]> s_references = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).Contains(".Tests", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    public static TheoryData<string> Documents => [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Append(Path.Combine(Repository.Root, "README.md"))
        .Where(path => Path.GetFileName(path) != Training && Blocks(File.ReadAllText(path)).Count > 0).Select(path => Path.GetRelativePath(Repository.Root, path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void EveryBlockCompiles(string document)
    {
        var errors = new List<string>();
        foreach (Match block in Blocks(File.ReadAllText(Path.Combine(Repository.Root, document))))
        {
            var found = Errors(block.Groups["code"].Value, block.Groups["given"].Value);
            errors.AddRange(found.Select(error => $"{error}\nin\n{block.Groups["code"].Value}"));
        }
        Assert.True(errors.Count == 0, $"{document}: {string.Join("\n\n", errors)}");
    }

    [Theory]
    [InlineData("var model = Keras.Models.LoadModell(\"m.h5\");", "")]
    [InlineData("model.Fit(z, z);", "KerasPort.Models.Model model")]
    [InlineData("using KerasPort;\nvar layer = new Dense(3);", "")]
    public void AWrongBlockIsFound(string code, string given) => Assert.NotEmpty(Errors(code, given));

    private static MatchCollection Blocks(string document) => Block().Matches(document.ReplaceLineEndings("\n"));

    private static string[] Errors(string code, string given)
    {
        // Settable fields, so that a block may go on with what it was given.
        var fields = string.Concat(given.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(group => $"public static {group.Replace(",", " = null!,", StringComparison.Ordinal)} = null!; "));
        var files = new List<string> { code, Implicit, $"static class Given {{ {fields} }}", "global using static Given;" };
        if (!OwnUsing().IsMatch(code))
            files.Add(Usings);
        var compilation = CSharpCompilation.Create("Snippet", files.Select(file => CSharpSyntaxTree.ParseText(file, s_language)), s_references.Value,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        return [.. compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error || found.Id.StartsWith("CS86", StringComparison.Ordinal)).Select(found => found.ToString())];
    }

    [GeneratedRegex(@"(<!-- given: (?<given>[^\n]*?) -->\n)?```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^using [A-Z]", RegexOptions.Multiline)]
    private static partial Regex OwnUsing();
}
