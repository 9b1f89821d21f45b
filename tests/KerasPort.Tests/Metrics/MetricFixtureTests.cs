using System.Text.Json.Nodes;
using KerasPort.Metrics;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using KerasPort.Testing;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Tests.Metrics;

/// <summary>Every metric, by every name, against what real Keras computed over three batches.</summary>
public class MetricFixtureTests
{
    /// <summary>What "accuracy" and its kin mean is another test's matter.</summary>
    private static readonly string[] s_automatic = ["accuracy", "acc", "crossentropy", "ce"];

    public static TheoryData<string> Names => [.. MetricRegistry.Names.Except(s_automatic)];

    public static TheoryData<string> ClassNames => [.. MetricRegistry.ClassNames];

    /// <summary>Those that Keras 2.3.1 lacks, or can't run on Theano.</summary>
    private static readonly string[] s_newer =
        ["MeanIoU", "IoU", "BinaryIoU", "OneHotIoU", "OneHotMeanIoU", "PrecisionAtRecall", "RecallAtPrecision", "MeanRelativeError", "F1Score", "FBetaScore", "R2Score"];

    public static TheoryData<string> NewerClassNames => [.. s_newer];

    public static TheoryData<string> OlderClassNames => [.. MetricRegistry.ClassNames.Except(s_newer)];

    [TensorFlowTheory]
    [MemberData(nameof(Names))]
    public void ANameIsTheMeanOfKerasFunction(string name)
    {
        var (kind, function) = FunctionOf(name);
        var cases = KerasFixture.Load(kind, function).Where(entry => entry.Text("type") == "function").ToList();
        Assert.True(cases.Count >= 2, $"{name}: {kind}.json must have two argument sets of '{function}' or more. It has {cases.Count}.");
        cases.RemoveAll(entry => entry.Args.Count > 0);
        Assert.NotEmpty(cases);
        foreach (var entry in cases)
        {
            using var metric = MetricRegistry.Get(name);
            Assert.Equal(name, metric.Name);
            using var step = Step(metric, [entry.Inputs["y_true"], entry.Inputs["y_pred"]]);
            var result = step.Run(entry.Inputs["y_true"], entry.Inputs["y_pred"])[0];
            var mean = entry.Outputs["value"].Doubles().Average();
            Numbers.AssertClose(new NpyArray([], new[] { (float)mean }), result, $"{name}: {entry}");
        }
    }

    [TensorFlowTheory]
    [MemberData(nameof(ClassNames))]
    public void AClassGathersWhatKerasGathers(string className)
    {
        var cases = Cases(className);
        foreach (var entry in cases)
        {
            var (difference, what) = Compare(className, entry, null, 1);
            Assert.True(difference <= Numbers.Tolerance, $"{entry}: off by {difference}: {what}");
        }
    }

    [Theory]
    [MemberData(nameof(NewerClassNames))]
    public void SettingsComeBack(string className)
    {
        foreach (var entry in Cases(className))
        {
            using var metric = Make(className, entry.Args);
            var config = metric.GetConfig();
            foreach (var (name, value) in entry.Args.Where(pair => pair.Value is not null))
                Assert.True(JsonNode.DeepEquals(value, config[name]), $"{entry}: {name} must be {value!.ToJsonString()}. Received: {config.ToJsonString()}.");
            using var again = Make(className, config);
            Assert.Equal(config.ToJsonString(), again.GetConfig().ToJsonString());
        }
    }

    [Theory]
    [MemberData(nameof(OlderClassNames))]
    public void SettingsAreWrittenAsKerasWritesThem(string className)
    {
        var cases = Cases(className);
        cases.RemoveAll(entry => entry.Json["config"] is null);
        Assert.NotEmpty(cases);
        foreach (var entry in cases)
        {
            using var metric = Make(className, entry.Args);
            var config = JsonNode.Parse(ConfigWriter.AsInFile(metric.GetConfig(), metric.FileConfig).ToJsonString())!.AsObject();
            var expected = entry.Json["config"]!.DeepClone().AsObject();
            // The numbers of default names count up over the whole process; weighted cases of class_id were made without it.
            if (!entry.Args.ContainsKey("name"))
                Assert.Equal(TrimNumber((string)expected["name"]!), TrimNumber((string)config["name"]!));
            expected.Remove("name");
            config.Remove("name");
            if (entry.Args.ContainsKey("class_id"))
                expected["class_id"] = entry.Args["class_id"]!.DeepClone();
            if (!expected.ContainsKey("thresholds"))
                config.Remove("thresholds");
            Assert.True(JsonNode.DeepEquals(expected, config), $"{entry}: the settings must be {expected.ToJsonString()}. Received: {config.ToJsonString()}.");
        }
    }

    [TensorFlowTheory]
    [MemberData(nameof(ClassNames))]
    public void AChangedConstantMakesAFixtureFail(string className)
    {
        var cases = Cases(className);
        var constants = cases.SelectMany(entry =>
        {
            using var metric = Make(className, entry.Args);
            using var step = Step(metric, [.. entry.Inputs.Values.Select(array => array[0])]);
            return step.Constants;
        }).ToArray();
        Mutation.AssertSeen(constants, (mutation, scale) => cases.Any(entry => Compare(className, entry, mutation, scale).Difference > Numbers.Tolerance), className,
            Losses.LossFixtureTests.Unseen.GetValueOrDefault(className, []));
    }

    private static (double Difference, string What) Compare(string className, FixtureCase entry, (double, double)? mutation, double scale)
    {
        using var metric = Make(className, entry.Args);
        using var step = Step(metric, [.. entry.Inputs.Values.Select(array => array[0])], mutation);
        for (var batch = 0; batch < entry.Outputs["result"].Shape[0]; batch++)
        {
            var result = step.Run([.. entry.Inputs.Values.Select(array => array[batch])])[0];
            var scaled = new NpyArray(result.Shape, Array.ConvertAll(result.Floats(), value => (float)(value * scale)));
            var expected = entry.Outputs["result"][batch];
            var difference = Numbers.Difference(expected, scaled);
            if (difference > Numbers.Tolerance)
                return (difference, $"batch {batch}: expected {string.Join(", ", expected.Doubles())}, received {string.Join(", ", scaled.Doubles())}");
        }
        for (var i = 0; entry.Outputs.TryGetValue($"state_{i}", out var state); i++)
        {
            var difference = Numbers.Difference(state, GraphStep.ToNpy(metric.Weights[i].Read()));
            if (difference > Numbers.Tolerance)
                return (difference, $"state {metric.Weights[i].Name}");
        }
        return (0, "");
    }

    private static GraphStep Step(Metric metric, IReadOnlyList<NpyArray> batch, (double, double)? mutation = null)
    {
        // Mean and Sum take values alone; they stand for the predictions here.
        var values = metric is Mean or Sum;
        metric.Build(new Shape(Array.ConvertAll(batch[values ? 0 : 1].Shape, length => (long)length)).With(0, -1));
        return new GraphStep(batch, (x, context) =>
        {
            var weight = x.Length > (values ? 1 : 2) ? x[^1] : (Output?)null;
            metric.Update(x[0], values ? x[0] : x[1], weight, context);
            return [metric.Result(context)];
        }, mutation, anyBatch: true);
    }

    private static List<FixtureCase> Cases(string className)
    {
        var cases = KerasFixture.Load("metrics", className).Where(entry => entry.Text("type") == "class" && !IsTheanosQuirk(entry)).ToList();
        Assert.True(cases.Count >= 2, $"{className}: metrics.json must have two argument sets or more. It has {cases.Count}.");
        return cases;
    }

    /// <summary>
    /// Theano does not know the shape of squared errors, so Keras does not repeat the samples' weights over the last axis and counts
    /// them too few times. On TensorFlow it does.
    /// </summary>
    private static bool IsTheanosQuirk(FixtureCase entry) =>
        entry.Name == "RootMeanSquaredError" && entry.Inputs.ContainsKey("sample_weight") && entry.Inputs["y_pred"].Shape[^1] > 1;

    private static Metric Make(string className, JsonObject args) => Assert.IsAssignableFrom<Metric>(MetricRegistry.FromConfig(
        new JsonObject { ["class_name"] = className, ["config"] = args.DeepClone() },
        new LoadContext("fixture", "2.3.1", CustomObjects.Empty)));

    /// <summary>Which fixture knows a name: a metric's, or a loss' where Keras 2.3.1 has it only as that.</summary>
    private static (string Kind, string Function) FunctionOf(string name) => name switch
    {
        "mse" or "MSE" => ("metrics", "mean_squared_error"),
        "mae" or "MAE" => ("metrics", "mean_absolute_error"),
        "mape" or "MAPE" => ("metrics", "mean_absolute_percentage_error"),
        "msle" or "MSLE" => ("metrics", "mean_squared_logarithmic_error"),
        "cosine" or "cosine_similarity" => ("metrics", "cosine_proximity"),
        "log_cosh" => ("metrics", "logcosh"),
        "kld" or "KLD" or "kl_divergence" => ("metrics", "kullback_leibler_divergence"),
        "bce" or "BCE" => ("metrics", "binary_crossentropy"),
        "huber" or "huber_loss" => ("losses", "huber_loss"),
        "binary_focal_crossentropy" or "categorical_focal_crossentropy" => ("losses", name),
        _ => ("metrics", name),
    };

    private static string TrimNumber(string name) => name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').TrimEnd('_');
}
