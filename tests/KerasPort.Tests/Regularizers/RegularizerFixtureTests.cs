using System.Text.Json.Nodes;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using KerasPort.Testing;

namespace KerasPort.Tests.Regularizers;

/// <summary>Every regularizer, value, gradient and settings, against real Keras'.</summary>
public class RegularizerFixtureTests
{
    public static TheoryData<string> Names => [.. RegularizerRegistry.Names.Except(["OrthogonalRegularizer", "orthogonal_regularizer"])];

    [TensorFlowTheory]
    [MemberData(nameof(Names))]
    public void ARegularizerIsKerasOwn(string name)
    {
        var cases = KerasFixture.Load("regularizers", name switch { "L1" => "l1", "L2" => "l2", _ => name });
        Assert.True(cases.Count >= 2, $"{name}: regularizers.json must have two argument sets or more. It has {cases.Count}.");
        foreach (var entry in cases)
        {
            var regularizer = Assert.IsAssignableFrom<Regularizer>(RegularizerRegistry.FromConfig(name, entry.Args));
            var results = GraphStep.Evaluate([entry.Inputs["x"]], x =>
            {
                var value = regularizer.Call(x[0]);
                // Without factors the penalty is a constant.
                return [value, Gradients.Compute(value + 0 * Ops.Sum(x[0]), [x[0]])[0]!.Value];
            });
            Numbers.AssertClose(entry.Outputs["value"], results[0], entry.ToString());
            Numbers.AssertClose(entry.Outputs["gradient"], results[1], $"{entry}, gradient");
            Assert.Equal("L1L2", regularizer.ClassName);
            Assert.Equal(PythonJson.Write(entry.Json["config"]), PythonJson.Write(regularizer.GetConfig()));
        }
    }

    [TensorFlowFact]
    public void OrthogonalRowsCostNothing()
    {
        var orthogonal = new NpyArray([2, 3], new[] { 1f, 0, 0, 0, 2, 0 });
        var skew = new NpyArray([2, 2], new[] { 1f, 0, 1, 1 });
        Assert.Equal(0, Value(new OrthogonalRegularizer(0.5), orthogonal), 6);
        // One pair of rows, whose cosine is 1 / sqrt(2).
        Assert.Equal(0.5 / Math.Sqrt(2), Value(new OrthogonalRegularizer(0.5), skew), 5);
        Assert.Equal(0.5 / Math.Sqrt(2), Value(new OrthogonalRegularizer(0.5, "columns"), skew), 5);
        Assert.Throws<ArgumentException>(() => new OrthogonalRegularizer(mode: "diagonal"));

        static double Value(Regularizer regularizer, NpyArray x) => GraphStep.Evaluate([x], inputs => [regularizer.Call(inputs[0])])[0].Scalar();
    }

    [Fact]
    public void NumbersStayAsTheFileWroteThem()
    {
        var config = JsonNode.Parse("""{"l1": 0, "l2": 0.5}""")!.AsObject();
        Assert.Equal("""{"class_name": "L1L2", "config": {"l1": 0, "l2": 0.5}}""", PythonJson.Write(ConfigWriter.Regularizer(RegularizerRegistry.FromConfig("L1L2", config))));
    }
}
