using System.Text.Json.Nodes;
using KerasPort.Optimizers;
using KerasPort.Saving;
using KerasPort.Testing;

namespace KerasPort.Tests.Optimizers;

/// <summary>The optimizers of tf.keras and Keras 3, each in its file's form, against the published formulas.</summary>
public class NewerOptimizerTests
{
    private const int Steps = 4;

    public static TheoryData<string, string> Forms
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in OptimizerRegistry.LegacyClassNames)
                data.Add("legacy", name);
            foreach (var name in OptimizerRegistry.ModernClassNames)
                data.Add("modern", name);
            return data;
        }
    }

    [TensorFlowTheory]
    [MemberData(nameof(Forms))]
    public void StepsFollowTheFormula(string form, string className)
    {
        foreach (var entry in Cases(form, className))
        {
            foreach (var constrained in new[] { false, true })
            {
                var (difference, what) = Compare(entry, form, null, 1, constrained);
                Assert.True(difference <= 1e-5, $"{form} {entry}, constrained {constrained}: off by {difference} in {what}.");
            }
        }
    }

    [TensorFlowTheory]
    [MemberData(nameof(Forms))]
    public void AChangedConstantMakesAFixtureFail(string form, string className)
    {
        var cases = Cases(form, className);
        var constants = cases.SelectMany(entry =>
        {
            using var run = new OptimizerRun(Make(entry, form), entry);
            return run.Constants;
        }).ToArray();
        Mutation.AssertSeen(constants, (mutation, scale) => cases.Any(entry => Compare(entry, form, mutation, scale).Difference > 1e-5), $"{form} {className}",
            (form, className) == ("legacy", "SGD") ? [OneByGlobalClipNorm] : []);
    }

    [TensorFlowTheory]
    [MemberData(nameof(Forms))]
    public void SettingsComeBack(string form, string className)
    {
        foreach (var entry in Cases(form, className))
        {
            using var optimizer = Make(entry, form);
            var written = JsonNode.Parse(PythonJson.Write(optimizer.ToConfig()))!.AsObject();
            // Whatever version a file says that holds it, the form shows in the settings.
            foreach (var version in new[] { "2.3.1", "2.15.0" })
            {
                using var again = OptimizerRegistry.FromConfig((string)written["class_name"]!, written["config"]!.AsObject(), new LoadContext("test", version, CustomObjects.Empty))!;
                Assert.Equal(optimizer.GetType(), again.GetType());
                Assert.Equal(PythonJson.Write(written), PythonJson.Write(again.ToConfig()));
            }
        }
    }

    [TensorFlowTheory]
    [MemberData(nameof(Forms))]
    public void TheStateGoesOnWhereItWasSaved(string form, string className)
    {
        var entry = Cases(form, className)[^1];
        using var first = new OptimizerRun(Make(entry, form), entry);
        using var second = new OptimizerRun(Make(entry, form), entry);
        first.Step(0);
        first.Step(1);
        var context = new LoadContext("test", "2.15.0", CustomObjects.Empty);
        second.Optimizer.SetWeightsFromFile([.. first.Optimizer.Weights.Select(weight => weight.Read())], context);
        Assert.Empty(context.Warnings);
        foreach (var (from, to) in first.Weights.Zip(second.Weights))
            to.Write(from.Read());
        first.Step(2);
        second.Step(2);
        foreach (var (a, b) in first.Weights.Zip(second.Weights))
            Assert.Equal(a.Read().ToSingles(), b.Read().ToSingles());
    }

    [TensorFlowFact]
    public void AveragesBecomeTheWeightsWhenTrainingEnds()
    {
        var entry = Cases("modern", "SGD")[0];
        using var run = new OptimizerRun(new AdamW(useEma: true, emaMomentum: 0.5), entry);
        var start = run.Weights[0].Read().ToSingles();
        run.Step(0);
        var after = run.Weights[0].Read().ToSingles();
        run.Optimizer.FinishTraining(run.Weights);
        var expected = start.Zip(after, (a, b) => 0.5f * a + 0.5f * b).ToArray();
        var actual = run.Weights[0].Read().ToSingles();
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 6);
    }

    /// <summary>Counts only where the gradients' norm is below the limit, and then gives a factor of 1.</summary>
    private const double OneByGlobalClipNorm = 2;

    private static (double Difference, string What) Compare(FixtureCase entry, string form, (double, double)? mutation, double scale, bool constrained = false)
    {
        using var run = new OptimizerRun(Make(entry, form), entry, mutation, constrained);
        for (var step = 0; step < Steps; step++)
        {
            run.Step(step, scale);
            for (var i = 0; entry.Outputs.TryGetValue($"w{i}", out var expected); i++)
            {
                var difference = Numbers.Difference(expected[step], GraphStep.ToNpy(run.Weights[i].Read()));
                if (difference > 1e-5)
                    return (difference, $"weight {i} after step {step + 1}");
            }
        }
        return (0, "");
    }

    private static List<FixtureCase> Cases(string form, string className)
    {
        var cases = KerasFixture.Load("newer_optimizers", className).Where(entry => entry.Text("form") == form).ToList();
        Assert.True(cases.Count >= 2, $"{form} {className}: newer_optimizers.json must have two argument sets or more. It has {cases.Count}.");
        return cases;
    }

    private static Optimizer Make(FixtureCase entry, string form)
    {
        var config = (JsonObject)entry.Args.DeepClone();
        config["is_legacy_optimizer"] = form == "legacy";
        var optimizer = OptimizerRegistry.FromConfig(entry.Name, config, new LoadContext("fixture", "2.15.0", CustomObjects.Empty));
        return Assert.IsAssignableFrom<Optimizer>(optimizer);
    }
}
