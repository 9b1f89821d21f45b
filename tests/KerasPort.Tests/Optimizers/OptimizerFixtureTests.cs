using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Optimizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using KerasPort.Testing;

namespace KerasPort.Tests.Optimizers;

/// <summary>Every optimizer of Keras 2.3.1 and Ftrl, four steps on given gradients, against real Keras' weights and state.</summary>
public class OptimizerFixtureTests
{
    private const int Steps = 4;

    /// <summary>Those that Keras 2.3.1 has.</summary>
    public static TheoryData<string> OldClassNames => ["SGD", "RMSprop", "Adagrad", "Adadelta", "Adam", "Adamax", "Nadam"];

    public static TheoryData<string> ClassNames => ["SGD", "RMSprop", "Adagrad", "Adadelta", "Adam", "Adamax", "Nadam", "Ftrl"];

    [TensorFlowTheory]
    [MemberData(nameof(ClassNames))]
    public void StepsAreKerasOwn(string className) => CheckSteps(className, constrained: false);

    [TensorFlowTheory]
    [MemberData(nameof(ClassNames))]
    public void StepsOfConstrainedWeightsAreTheSame(string className) => CheckSteps(className, constrained: true);

    private static void CheckSteps(string className, bool constrained)
    {
        foreach (var entry in Cases(className))
        {
            var (difference, what) = Compare(className, entry, null, 1, constrained);
            Assert.True(difference <= Numbers.Tolerance, $"{entry}: off by {difference} in {what}.");
        }
    }

    [Theory]
    [MemberData(nameof(OldClassNames))]
    public void SettingsAreWrittenAsKerasWritesThem(string className)
    {
        var cases = Cases(className).Where(entry => entry.Json["config"] is not null && entry.Json["lr_last"] is null).ToList();
        Assert.NotEmpty(cases);
        foreach (var entry in cases)
        {
            using var optimizer = Make(className, entry.Args);
            var expected = PythonJson.Write(entry.Json["config"]);
            Assert.Equal(expected, PythonJson.Write(optimizer.GetConfig()));
        }
    }

    [TensorFlowTheory]
    [MemberData(nameof(ClassNames))]
    public void AChangedConstantMakesAFixtureFail(string className)
    {
        var cases = Cases(className);
        var constants = cases.SelectMany(entry =>
        {
            using var run = new OptimizerRun(Make(className, entry.Args), entry);
            return run.Constants;
        }).ToArray();
        Mutation.AssertSeen(constants, (mutation, scale) => cases.Any(entry => Compare(className, entry, mutation, scale).Difference > Numbers.Tolerance), className,
            className == "SGD" ? [ClipNormNeverReached] : []);
    }

    private const double ClipNormNeverReached = 1000;

    private static (double Difference, string What) Compare(string className, FixtureCase entry, (double, double)? mutation, double scale, bool constrained = false)
    {
        using var run = new OptimizerRun(Make(className, entry.Args), entry, mutation, constrained);
        for (var step = 0; step < Steps; step++)
        {
            if (step == Steps - 1 && entry.Json["lr_last"] is { } rate)
                run.Optimizer.LearningRate = (double)rate;
            run.Step(step, scale);
            for (var i = 0; entry.Outputs.TryGetValue($"w{i}", out var expected); i++)
            {
                var difference = Numbers.Difference(expected[step], GraphStep.ToNpy(run.Weights[i].Read()));
                if (difference > Numbers.Tolerance)
                    return (difference, $"weight {i} after step {step + 1}");
            }
            for (var i = 0; entry.Outputs.TryGetValue($"state_{i}", out var expected); i++)
            {
                var difference = Numbers.Difference(expected[step], GraphStep.ToNpy(run.Optimizer.Weights[i].Read()));
                if (difference > Numbers.Tolerance)
                    return (difference, $"state {run.Optimizer.Weights[i].Name} after step {step + 1}");
            }
        }
        return (0, "");
    }

    private static IReadOnlyList<FixtureCase> Cases(string className)
    {
        var cases = KerasFixture.Load("optimizers", className);
        Assert.True(cases.Count >= 2, $"{className}: optimizers.json must have two argument sets or more. It has {cases.Count}.");
        return cases;
    }

    private static Optimizer Make(string className, JsonObject args) => Assert.IsAssignableFrom<Optimizer>(
        OptimizerRegistry.FromConfig(className, (JsonObject)args.DeepClone(), new LoadContext("fixture", "2.3.1", CustomObjects.Empty)));
}
