using System.IO.Compression;
using System.Text.RegularExpressions;
using KerasPort.Hdf5;
using KerasPort.Layers;
using KerasPort.Testing;
using KerasPort.Tests.Saving;

namespace KerasPort.Tests.Docs;

/// <summary>What docs/models.md says of layers and errors is what there is.</summary>
public sealed partial class ModelsPageTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "models.md")).ReplaceLineEndings("\n");

    [Fact]
    public void TheTableHoldsEveryLayerThatFilesMayHold()
    {
        var names = LayerRows().SelectMany(row => Code().Matches(row.Groups["python"].Value)).Select(name => name.Groups[1].Value).ToArray();
        Assert.Equal(LayerRegistry.Names.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheTableShowsEachConstructorWithWhatItMustBeGiven()
    {
        foreach (var row in LayerRows())
        {
            var (name, arguments) = (row.Groups["class"].Value, row.Groups["arguments"].Value);
            var type = Assert.Single(typeof(Layer).Assembly.GetExportedTypes(), type => type.Namespace == "KerasPort.Layers" && type.Name == name);
            var constructors = type.GetConstructors().Select(constructor => $"({string.Join(", ", constructor.GetParameters().Where(parameter => !parameter.IsOptional).Select(parameter => parameter.Name))})").ToArray();
            Assert.True(constructors.Length == 0 ? arguments.Length == 0 : constructors.Contains(arguments), $"{name}{arguments}: {string.Join(" ", constructors)}");
        }
    }

    [Fact]
    public void EachErrorIsTheOneThatComes()
    {
        using var folder = new TemporaryFolder();
        var errors = Files(folder).Select(path => Assert.Throws<InvalidDataException>(() => Keras.Models.LoadModel(path)).Message.Replace(folder.Path + "/", "", StringComparison.Ordinal)).ToArray();
        var rows = ErrorRow().Matches(Section("## What can't be opened, and why")).Select(row => row.Groups["long"].Success ? row.Groups["long"].Value : row.Groups["short"].Value);
        Assert.Equal(rows, errors);
    }

    /// <summary>A file for each row of the page's table of errors.</summary>
    private static IEnumerable<string> Files(TemporaryFolder folder)
    {
        yield return Save(new HandMadeFile { KerasVersion = "2.13.1", Config = HandMadeFile.Sequential("""{"class_name":"QDense","config":{"name":"fc1","units":2,"batch_input_shape":[null,2]}}""") });
        yield return Save(new HandMadeFile { Config = Lambda("""["4wEAAAA=",null,null]""", "lambda") });
        yield return Save(new HandMadeFile { Config = Lambda("\"normalize\"", "function") });
        yield return Save(new HandMadeFile { KerasVersion = "2.15.0", Config = """{"class_name":"MyModel","config":{"hidden":8}}""" });
        yield return Save(new HandMadeFile { KerasVersion = "3.5.0", Config = HandMadeFile.Sequential("""{"class_name":"Dense","config":{"name":"dense","units":2,"lora_rank":4,"batch_input_shape":[null,2]}}""") });
        yield return Save(new HandMadeFile { Config = null });
        yield return Save(new HandMadeFile { Config = null, Layers = null, KerasVersion = null, More = root => root.AddGroup("layers") });
        yield return Save(new HandMadeFile { Config = null, Layers = null, KerasVersion = null, More = root => root.AddGroup("data") });
        yield return folder.Write("model.h5", "This is no model.");
        using (var zip = ZipFile.Open(folder["model.keras"], ZipArchiveMode.Create))
            zip.CreateEntry("letter.txt");
        yield return folder["model.keras"];
        yield return folder.Make("model");

        string Save(HandMadeFile file)
        {
            file.Save(folder["model.h5"]);
            return folder["model.h5"];
        }

        static string Lambda(string function, string type) => HandMadeFile.Sequential(
            $$"""{"class_name":"Lambda","config":{"name":"lambda_1","batch_input_shape":[null,2],"function":{{function}},"function_type":"{{type}}","output_shape":null,"output_shape_type":"raw","arguments":{} } }""");
    }

    private static IReadOnlyList<Match> LayerRows() => LayerRow().Matches(Section("## Layers"));

    private static string Section(string title)
    {
        var start = s_page.IndexOf(title + "\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{title} is not there.");
        var end = s_page.IndexOf("\n## ", start, StringComparison.Ordinal);
        return end < 0 ? s_page[start..] : s_page[start..end];
    }

    [GeneratedRegex(@"^\| (?<python>`[^|]*) \| `(?<class>\w+)(?<arguments>\([^`]*\))?` \|", RegexOptions.Multiline)]
    private static partial Regex LayerRow();

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\| [^|]* \| (`` (?<long>.*) ``|`(?<short>[^`]*)`) \|$", RegexOptions.Multiline)]
    private static partial Regex ErrorRow();
}
