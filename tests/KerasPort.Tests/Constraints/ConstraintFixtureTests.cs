using KerasPort.Constraints;
using KerasPort.Saving;
using KerasPort.Testing;

namespace KerasPort.Tests.Constraints;

/// <summary>Every constraint, value and settings, against real Keras'.</summary>
public class ConstraintFixtureTests
{
    public static TheoryData<string> Names => [.. ConstraintRegistry.Names];

    [TensorFlowTheory]
    [MemberData(nameof(Names))]
    public void AConstraintIsKerasOwn(string name)
    {
        var className = ConstraintRegistry.Get(name).ClassName;
        var cases = KerasFixture.Load("constraints", className);
        Assert.True(cases.Count >= 2, $"{name}: constraints.json must have two argument sets or more. It has {cases.Count}.");
        foreach (var entry in cases)
        {
            var constraint = Assert.IsAssignableFrom<Constraint>(ConstraintRegistry.FromConfig(name, entry.Args));
            var value = GraphStep.Evaluate([entry.Inputs["w"]], x => [constraint.Call(x[0])])[0];
            Numbers.AssertClose(entry.Outputs["value"], value, entry.ToString());
            var written = ConfigWriter.Constraint(constraint)!;
            Assert.Equal(className, (string)written["class_name"]!);
            Assert.Equal(PythonJson.Write(entry.Json["config"]), PythonJson.Write(written["config"]));
        }
    }

    /// <summary>An epsilon that counts only where weights are as small: a float32 beside 1 does not show it.</summary>
    private const double BesideTheNorm = 1e-7;

    [TensorFlowTheory]
    [InlineData("MaxNorm")]
    [InlineData("UnitNorm")]
    [InlineData("MinMaxNorm")]
    [InlineData("NonNeg")]
    public void AChangedConstantMakesAFixtureFail(string className)
    {
        var cases = KerasFixture.Load("constraints", className);
        var constants = cases.SelectMany(entry =>
        {
            using var step = new GraphStep([entry.Inputs["w"]], (x, _) => [ConstraintRegistry.FromConfig(className, entry.Args)!.Call(x[0])]);
            return step.Constants;
        }).ToArray();
        Mutation.AssertSeen(constants, (mutation, scale) => cases.Any(entry =>
        {
            var value = GraphStep.Evaluate([entry.Inputs["w"]], x => [scale * ConstraintRegistry.FromConfig(className, entry.Args)!.Call(x[0])], mutation)[0];
            return Numbers.Difference(entry.Outputs["value"], value) > Numbers.Tolerance;
        }), className, className == "MaxNorm" ? [BesideTheNorm] : []);
    }
}
