using System.Text.Json.Nodes;
using KerasPort.Hdf5;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Testing;
using KerasPort.Tools.Commands;

namespace KerasPort.Tools.Tests.Commands;

public sealed class H5CommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kerasport-h5").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task TreeShowsGroupsArraysAndAttributes()
    {
        var (code, output, _) = await Run("tree", Model("a.h5"));

        Assert.Equal(0, code);
        Assert.Contains("model_weights/", output, StringComparison.Ordinal);
        Assert.Contains("kernel:0  float32 (3, 2)", output, StringComparison.Ordinal);
        Assert.Contains("@keras_version = 2.3.1", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("circle.h5")]
    [InlineData("links.h5")]
    [InlineData("links_new.h5")]
    public async Task TreeSaysWhatItDoesNotFollow(string fixture)
    {
        var (code, output, _) = await Run("tree", Repository.Fixture("hdf5", fixture));

        Assert.Equal(0, code);
        Assert.Contains("not followed", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SummaryPrintsWhatKerasPrintsAndTheWeightsInNumbers()
    {
        var (code, output, _) = await Run("summary", Model("a.h5"));

        Assert.Equal(0, code);
        Assert.Contains("Keras 2.3.1, backend tensorflow", output, StringComparison.Ordinal);
        Assert.Contains("It loads.", output, StringComparison.Ordinal);
        Assert.Contains("only (Dense)                 (None, 2)                 8", output, StringComparison.Ordinal);
        Assert.Contains("Total params: 8", output, StringComparison.Ordinal);
        Assert.Contains("float32 (3, 2)  min 0, max 5, mean 2.5, std 1.708, 1 zeros", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SummarySaysWhyAModelWouldNotLoad()
    {
        var path = Changed("a.h5", text => text.Replace("\"Dense\"", "\"MyDense\"", StringComparison.Ordinal));

        var (code, output, _) = await Run("summary", path, "--json");
        var answer = JsonNode.Parse(output)!;

        Assert.Equal(0, code);
        Assert.False(answer["loads"]!.GetValue<bool>());
        Assert.Contains("MyDense", answer["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(2, answer["weights"]!.AsArray().Count);
    }

    [Fact]
    public async Task SummarySaysThatAModelWithoutInputShapeLoadsUnbuilt()
    {
        var path = Path.Combine(_folder, "unbuilt.h5");
        var writer = new H5Writer();
        writer.Root.SetString("keras_version", "2.3.1");
        writer.Root.SetString("model_config", """{"class_name": "Sequential", "config": {"name": "s", "layers": [{"class_name": "Dense", "config": {"name": "d", "units": 2}}]}}""");
        writer.Save(path);

        var (code, output, _) = await Run("summary", path);

        Assert.Equal(0, code);
        Assert.Contains("It loads. The file gives no input shape: its first data will build it.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SummaryTellsWeightsFromModels()
    {
        var path = Path.Combine(_folder, "w.h5");
        using (var model = Small(0))
        {
            model.SaveWeights(path);
        }

        var (code, output, _) = await Run("summary", path, "--json");

        Assert.Equal(0, code);
        Assert.Equal("weights", JsonNode.Parse(output)!["content"]!.GetValue<string>());
    }

    [Fact]
    public async Task EqualFilesGive0()
    {
        var (code, output, _) = await Run("diff", Model("a.h5"), Model("b.h5"));

        Assert.Equal((0, "No difference in structure, configuration and 2 arrays."), (code, output.Trim()));
    }

    [Fact]
    public async Task OtherWeightsGive1AndTheLargestDifference()
    {
        var (one, other) = (Model("a.h5"), Model("b.h5", add: 0.25f));

        var (code, output, _) = await Run("diff", one, other, "--json");
        var answer = JsonNode.Parse(output)!;

        Assert.Equal(1, code);
        Assert.Empty(answer["configuration"]!.AsArray());
        Assert.Equal(0.25, answer["largest_difference"]!.GetValue<double>());
        Assert.Equal("/model_weights/only/only/kernel:0", answer["largest_difference_at"]!.GetValue<string>());
        Assert.Equal(0, (await Run("diff", one, other, "--tolerance", "0.25")).Code);
    }

    [Fact]
    public async Task AnotherSettingIsNamedByItsPlace()
    {
        var (code, output, _) = await Run("diff", Model("a.h5"), Changed("b.h5", text => text.Replace("\"linear\"", "\"relu\"", StringComparison.Ordinal)));

        Assert.Equal(1, code);
        Assert.Matches(@"/@model_config\.config\.layers\[\d\]\.config\.activation: ""linear"" -> ""relu""", output);
    }

    [Fact]
    public async Task AMissingArrayIsNamed()
    {
        var path = Path.Combine(_folder, "b.h5");
        var writer = new H5Writer();
        writer.Root.AddGroup("model_weights");
        writer.Save(path);

        var (code, output, _) = await Run("diff", Model("a.h5"), path);

        Assert.Equal(1, code);
        Assert.Contains("/model_weights/only/only/kernel:0: float32 (3, 2) -> (absent)", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not HDF5 at all, only text")]
    [InlineData("PK\u0003\u0004 but no archive")]
    public async Task AFileOfAnotherKindIsRefusedWithItsName(string content)
    {
        var path = Path.Combine(_folder, "bad.h5");
        await File.WriteAllTextAsync(path, content);

        foreach (var (arguments, expected) in new[] { (new[] { "tree", path }, 1), (["summary", path, "--json"], 1), (["diff", Model("a.h5"), path], 2) })
        {
            var (code, output, error) = await Run(arguments);

            Assert.Equal((expected, ""), (code, output));
            Assert.Contains("bad.h5", error, StringComparison.Ordinal);
            Assert.DoesNotContain("a.h5", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AFileThatIsNotThereAndAFolderAreRefused()
    {
        Assert.Equal(1, (await Run("tree", Path.Combine(_folder, "none.h5"))).Code);
        Assert.Equal(1, (await Run("summary", _folder)).Code);
        Assert.Equal(2, (await Run("diff", Path.Combine(_folder, "none.h5"), Model("a.h5"))).Code);
    }

    [Theory]
    [InlineData("h5")]
    [InlineData("h5", "tree")]
    [InlineData("h5", "diff", "a.h5")]
    [InlineData("h5", "diff", "a.h5", "b.h5", "--tolerance", "-1")]
    [InlineData("h5", "diff", "a.h5", "b.h5", "--tolerance", "much")]
    public async Task WrongUsageGives64(params string[] arguments)
    {
        using var output = new StringWriter();

        Assert.Equal(ExitCode.WrongUsage, await ToolCommand.RunAsync(arguments, output, output));
    }

    [SkippableFact]
    public async Task ReadsWhatKeras3Saved()
    {
        Skip.If(Repository.Shared is null, "the folder ../shared with files that Keras 3 saved is not there");
        var folder = Directory.GetDirectories(Path.Combine(Repository.Shared!, "parity-keras-3")).Order(StringComparer.Ordinal).FirstOrDefault(path => File.Exists(Path.Combine(path, "before.keras")));
        Skip.If(folder is null, "no case there has a before.keras");
        var before = Path.Combine(folder!, "before.keras");

        var (code, output, _) = await Run("summary", before, "--json");
        var answer = JsonNode.Parse(output)!;

        Assert.Equal(0, code);
        Assert.Equal("keras", answer["format"]!.GetValue<string>());
        Assert.StartsWith("3.", answer["keras_version"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotEmpty(answer["weights"]!.AsArray());
        Assert.Equal(0, (await Run("diff", before, before)).Code);
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ToolCommand.RunAsync(["h5", .. arguments], output, error);
        return (code, output.ToString(), error.ToString());
    }

    private static Sequential Small(float add)
    {
        var model = new Sequential(name: "small");
        model.Add(new Dense(2, inputShape: [3], name: "only"));
        model.SetWeights(NumSharp.np.array(0 + add, 1, 2, 3, 4, 5).reshape(3, 2).astype(NumSharp.np.float32), NumSharp.np.array(0f, 1f));
        return model;
    }

    private string Model(string name, float add = 0)
    {
        var path = Path.Combine(_folder, name);
        using var model = Small(add);
        model.Save(path);
        return path;
    }

    /// <summary>A file of weights under a configuration that was changed.</summary>
    private string Changed(string name, Func<string, string> change)
    {
        var path = Model(name);
        string config;
        using (var file = H5File.Open(path))
        {
            config = file.Root.Attributes.GetString("model_config");
        }

        // The new text has the old one's length, so that it can be put in its place.
        var bytes = File.ReadAllBytes(path);
        var (old, changed) = (System.Text.Encoding.UTF8.GetBytes(config), System.Text.Encoding.UTF8.GetBytes(change(config)));
        Assert.NotEqual(config, change(config));
        if (changed.Length > old.Length)
        {
            changed = System.Text.Encoding.UTF8.GetBytes(change(config).Replace(", ", ",", StringComparison.Ordinal));
        }

        Assert.True(changed.Length <= old.Length);
        changed.AsSpan().CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf(old)));
        bytes.AsSpan(bytes.AsSpan().IndexOf(changed) + changed.Length, old.Length - changed.Length).Fill((byte)' ');
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
