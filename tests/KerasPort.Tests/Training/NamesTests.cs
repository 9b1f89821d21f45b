using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Saving;

namespace KerasPort.Tests.Training;

/// <summary>What Compile makes of names: the figures' names, and which metric "accuracy" means.</summary>
public sealed class NamesTests
{
    public static TheoryData<int> Cases => [.. KerasFixture.Load("names").Where(entry => !entry.Json.ToJsonString().Contains("\"tail\"", StringComparison.Ordinal)).Select(entry => entry.Index)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void FiguresAreNamedAsInKeras(int index)
    {
        var test = KerasFixture.Load("names")[index];
        var x = Keras.Input([5], "x");
        using var model = new Model([x], [.. test.Json["model_outputs"]!.AsArray().Select(output =>
            new Dense((int)output!["units"]!, activation: (string)output["activation"]!, name: (string)output["name"]!).Apply(x))]);
        var config = test.Json["compile"]!.DeepClone().AsObject();
        config["optimizer_config"] = new JsonObject { ["class_name"] = "SGD", ["config"] = new JsonObject() };
        var context = new LoadContext("names.json", "2.3.1", new CustomObjects());
        Assert.True(TrainingConfigReader.Compile(model, config, context), string.Join(Environment.NewLine, context.Warnings));
        // The number of a default name goes on over the whole process.
        var expected = test.Json["metrics_names"]!.AsArray().Select(name => (string)name!).ToArray();
        var numbered = config.ToJsonString().Contains("\"auc_1\"", StringComparison.Ordinal);
        Assert.Equal(expected.Select(name => numbered ? name.TrimEnd("_0123456789".ToCharArray()) : name), model.MetricsNames.Select(name => numbered ? name.TrimEnd("_0123456789".ToCharArray()) : name));
        if (numbered)
            return;
        var compilation = model.Compilation!;
        var metrics = Enumerable.Range(0, model.Outputs.Count).SelectMany(i => compilation.Metrics[i].Concat(compilation.WeightedMetrics[i]));
        Assert.Equal(test.Json["functions"]!.AsArray().Select(name => Plain((string)name!)), metrics.Select(metric => Plain(metric.ClassName)));
    }

    /// <summary>cosine_proximity and CosineProximity are one.</summary>
    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant() switch
    {
        "kullbackleiblerdivergence" => "kldivergence",
        "cosineproximity" => "cosinesimilarity",
        var plain => plain,
    };
}
