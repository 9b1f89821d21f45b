using System.Text.Json.Nodes;
using KerasPort.Losses;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using KerasPort.Testing;

namespace KerasPort.Tests.Losses;

/// <summary>Every loss, by every name, against what real Keras computed.</summary>
public class LossFixtureTests
{
    public static TheoryData<string> Names => [.. LossRegistry.Names];

    public static TheoryData<string> ClassNames => [.. LossRegistry.ClassNames];

    /// <summary>Those that Keras 2.3.1 has as classes.</summary>
    public static TheoryData<string> OldClassNames => [.. LossRegistry.ClassNames.Except(["CosineSimilarity", "BinaryFocalCrossentropy", "CategoricalFocalCrossentropy"])];

    /// <summary>The function of Keras behind each class: fixtures know both.</summary>
    private static readonly Dictionary<string, string> s_functions = new()
    {
        ["MeanSquaredError"] = "mean_squared_error",
        ["MeanAbsoluteError"] = "mean_absolute_error",
        ["MeanAbsolutePercentageError"] = "mean_absolute_percentage_error",
        ["MeanSquaredLogarithmicError"] = "mean_squared_logarithmic_error",
        ["BinaryCrossentropy"] = "binary_crossentropy",
        ["CategoricalCrossentropy"] = "categorical_crossentropy",
        ["SparseCategoricalCrossentropy"] = "sparse_categorical_crossentropy",
        ["BinaryFocalCrossentropy"] = "binary_focal_crossentropy",
        ["CategoricalFocalCrossentropy"] = "categorical_focal_crossentropy",
        ["Hinge"] = "hinge",
        ["SquaredHinge"] = "squared_hinge",
        ["CategoricalHinge"] = "categorical_hinge",
        ["LogCosh"] = "logcosh",
        ["Huber"] = "huber_loss",
        ["Poisson"] = "poisson",
        ["KLDivergence"] = "kullback_leibler_divergence",
        ["CosineSimilarity"] = "cosine_proximity",
    };

    [TensorFlowTheory]
    [MemberData(nameof(Names))]
    public void ANameComputesWhatKerasComputes(string name)
    {
        var cases = Functions(LossRegistry.Get(name).ClassName).Where(entry => entry.Args.Count == 0).ToList();
        Assert.NotEmpty(cases);
        foreach (var entry in cases)
            Check(entry, LossRegistry.Get(name));
    }

    [TensorFlowTheory]
    [MemberData(nameof(ClassNames))]
    public void AClassComputesValuesAndGradientsThatKerasComputes(string className)
    {
        foreach (var entry in Functions(className))
            Check(entry, Make(className, entry.Args));
    }

    [TensorFlowTheory]
    [MemberData(nameof(OldClassNames))]
    public void ReductionsAndSampleWeightsAreKerasOwn(string className)
    {
        var cases = KerasFixture.Load("losses", className);
        Assert.True(cases.Count >= 2, $"{className}: losses.json must have two argument sets or more. It has {cases.Count}.");
        foreach (var entry in cases)
        {
            foreach (var (key, expected) in entry.Outputs)
            {
                var reduction = key.StartsWith("sum_over_batch_size", StringComparison.Ordinal) ? "sum_over_batch_size" : key.StartsWith("sum", StringComparison.Ordinal) ? "sum" : "none";
                var kind = key[reduction.Length..].TrimStart('_');
                var args = (JsonObject)entry.Args.DeepClone();
                args["reduction"] = reduction;
                var loss = Make(className, args);
                NpyArray[] inputs = [entry.Inputs["y_true"], entry.Inputs["y_pred"], .. kind is "" or "scalar_weight" ? [] : new[] { entry.Inputs[kind] }];
                var actual = GraphStep.Evaluate(inputs, x =>
                {
                    Output? weight = kind == "scalar_weight" ? x[0].Constant((double)entry.Json["scalar_weight"]!) : x.Length > 2 ? x[2] : null;
                    return [WeightedLoss.Compute(loss.Call(x[0], x[1]), weight, loss.Reduction)];
                })[0];
                Numbers.AssertClose(expected, actual, $"{entry} {key}");
            }
            Assert.True(JsonNode.DeepEquals(entry.Json["config"], JsonNode.Parse(Make(className, entry.Args).GetConfig().ToJsonString())),
                $"{entry}: the settings must be {entry.Json["config"]!.ToJsonString()}. Received: {Make(className, entry.Args).GetConfig().ToJsonString()}.");
        }
    }

    [TensorFlowTheory]
    [MemberData(nameof(ClassNames))]
    public void AChangedConstantMakesAFixtureFail(string className)
    {
        var cases = Functions(className);
        var constants = cases.SelectMany(entry =>
        {
            using var step = ValueStep(entry, null);
            return step.Constants;
        }).ToArray();
        Mutation.AssertSeen(constants, (mutation, scale) => cases.Any(entry => Fails(entry, mutation, scale)), className, Unseen.GetValueOrDefault(className, []));

        bool Fails(FixtureCase entry, (double, double)? mutation, double scale)
        {
            using var step = ValueStep(entry, mutation);
            var value = step.Run(entry.Inputs["y_true"], entry.Inputs["y_pred"])[0];
            var scaled = new NpyArray(value.Shape, Array.ConvertAll(value.Floats(), number => (float)(number * scale)));
            return Numbers.Difference(entry.Outputs["value"], scaled) > Numbers.Tolerance;
        }

        GraphStep ValueStep(FixtureCase entry, (double, double)? mutation) =>
            new([entry.Inputs["y_true"], entry.Inputs["y_pred"]], (x, _) => [Make(className, entry.Args).Call(x[0], x[1])], mutation);
    }

    /// <summary>
    /// Constants that no result shows: an epsilon to which 1 is added before the logarithm, and the place where one form of a formula
    /// takes over from another that is equal.
    /// </summary>
    internal static Dictionary<string, double[]> Unseen { get; } = new()
    {
        ["MeanSquaredLogarithmicError"] = [1e-7],
        ["BinaryCrossentropy"] = [0],
        ["BinaryFocalCrossentropy"] = [0],
    };

    private static IReadOnlyList<FixtureCase> Functions(string className)
    {
        var cases = KerasFixture.Load("losses", s_functions[className]).Where(entry => entry.Text("type") == "function").ToList();
        Assert.True(cases.Count >= 2, $"{className}: losses.json must have two argument sets of '{s_functions[className]}' or more. It has {cases.Count}.");
        return cases;
    }

    private static void Check(FixtureCase entry, Loss loss)
    {
        using var step = Step(entry, loss);
        var results = step.Run(entry.Inputs["y_true"], entry.Inputs["y_pred"]);
        Numbers.AssertClose(entry.Outputs["value"], results[0], entry.ToString());
        if (entry.Outputs.TryGetValue("gradient", out var gradient))
            Numbers.AssertClose(gradient, results[1], $"{entry}, gradient", 2e-5);
    }

    private static GraphStep Step(FixtureCase entry, Loss loss) =>
        new([entry.Inputs["y_true"], entry.Inputs["y_pred"]], (x, _) =>
        {
            var losses = loss.Call(x[0], x[1]);
            return [losses, Gradients.Compute(Ops.Sum(losses), [x[1]])[0]!.Value];
        });

    private static Loss Make(string className, JsonObject args)
    {
        var config = (JsonObject)args.DeepClone();
        var loss = LossRegistry.FromConfig(new JsonObject { ["class_name"] = className, ["config"] = config }, new LoadContext("fixture", "2.3.1", CustomObjects.Empty));
        return Assert.IsAssignableFrom<Loss>(loss);
    }
}
