using System.Text.Json.Nodes;
using KerasPort.Optimizers;
using KerasPort.Optimizers.Schedules;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using KerasPort.Testing;

namespace KerasPort.Tests.Optimizers.Schedules;

/// <summary>Every learning-rate schedule against the published formula, and as part of an optimizer.</summary>
public class ScheduleFixtureTests
{
    public static TheoryData<string> ClassNames => [.. ScheduleRegistry.ClassNames];

    [TensorFlowTheory]
    [MemberData(nameof(ClassNames))]
    public void AScheduleGivesTheFormulasRates(string className)
    {
        var cases = Cases(className);
        foreach (var entry in cases)
        {
            var rates = Rates(Make(entry), entry, null, 1);
            Numbers.AssertClose(entry.Outputs["learning_rate"], rates, entry.ToString(), 1e-6);
        }
    }

    [TensorFlowTheory]
    [MemberData(nameof(ClassNames))]
    public void AChangedConstantMakesAFixtureFail(string className)
    {
        var cases = Cases(className);
        var constants = cases.SelectMany(entry =>
        {
            using var step = new GraphStep([entry.Inputs["step"][0]], (x, _) => [Make(entry).Call(Ops.Cast(x[0], DataType.Float32))]);
            return step.Constants;
        }).ToArray();
        Mutation.AssertSeen(constants, (mutation, scale) => cases.Any(entry => Numbers.Difference(entry.Outputs["learning_rate"], Rates(Make(entry), entry, mutation, scale)) > 1e-6), className);
    }

    [TensorFlowTheory]
    [MemberData(nameof(ClassNames))]
    public void AnOptimizerFollowsAndKeepsASchedule(string className)
    {
        var entry = Cases(className)[0];
        using var optimizer = new SGD(Make(entry), momentum: 0.5);
        optimizer.Iterations.Write(HostArray.Scalar(5L));
        Assert.Equal(entry.Outputs["learning_rate"].Doubles()[Array.IndexOf(entry.Inputs["step"].Longs(), 5L)], optimizer.LearningRate, 6);
        var error = Assert.Throws<InvalidOperationException>(() => optimizer.LearningRate = 0.1);
        Assert.Contains(className, error.Message, StringComparison.Ordinal);
        var config = JsonNode.Parse(PythonJson.Write(optimizer.ToConfig()))!.AsObject();
        using var again = OptimizerRegistry.FromConfig("SGD", config["config"]!.AsObject(), new LoadContext("test", "2.3.1", CustomObjects.Empty))!;
        again.Iterations.Write(HostArray.Scalar(5L));
        Assert.Equal(optimizer.LearningRate, again.LearningRate);
        Assert.Equal(PythonJson.Write(config), PythonJson.Write(again.ToConfig()));
    }

    [TensorFlowFact]
    public void ACosineMayRiseFirst()
    {
        var schedule = new CosineDecay(0.01, 8, alpha: 0.1, warmupTarget: 0.1, warmupSteps: 3);
        Assert.Equal(0.01, schedule.Compute(0), 6);
        Assert.Equal(0.01 + 0.09 * 2 / 3, schedule.Compute(2), 6);
        Assert.Equal(0.1, schedule.Compute(3), 6);
        Assert.Equal(0.1 * (0.9 * 0.5 * (1 + Math.Cos(Math.PI * 4 / 8)) + 0.1), schedule.Compute(7), 6);
        Assert.Equal(0.01, schedule.Compute(100), 6);
    }

    [Fact]
    public void BoundariesNeedOneValueMore() =>
        Assert.Throws<ArgumentException>(() => new PiecewiseConstantDecay([1, 2], [0.1, 0.2]));

    private static NpyArray Rates(LearningRateSchedule schedule, FixtureCase entry, (double, double)? mutation, double scale)
    {
        using var step = new GraphStep([entry.Inputs["step"][0]], (x, _) => [scale * schedule.Call(Ops.Cast(x[0], DataType.Float32))], mutation);
        var rates = Enumerable.Range(0, entry.Inputs["step"].Shape[0]).Select(i => step.Run(entry.Inputs["step"][i])[0].Scalar()).ToArray();
        return new NpyArray([rates.Length], rates);
    }

    private static LearningRateSchedule Make(FixtureCase entry)
    {
        var owner = new ConfigReader("SGD", [], new LoadContext("fixture", "2.15.0", CustomObjects.Empty));
        return ScheduleRegistry.FromConfig(new JsonObject { ["class_name"] = entry.Name, ["config"] = entry.Args.DeepClone() }, owner);
    }

    private static IReadOnlyList<FixtureCase> Cases(string className)
    {
        var cases = KerasFixture.Load("schedules", className);
        Assert.True(cases.Count >= 2, $"{className}: schedules.json must have two argument sets or more. It has {cases.Count}.");
        return cases;
    }
}
