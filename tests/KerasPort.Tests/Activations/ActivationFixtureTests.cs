using KerasPort.Activations;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using KerasPort.Testing;

namespace KerasPort.Tests.Activations;

/// <summary>Every activation, value and gradient: Keras 2.3.1's against real Keras', the newer ones against their formulas.</summary>
public class ActivationFixtureTests
{
    private static readonly Dictionary<string, Func<double, double>> s_newer = new()
    {
        ["swish"] = x => x * Sigmoid(x),
        ["silu"] = x => x * Sigmoid(x),
        ["gelu"] = x => x * NormalDistribution(x),
        ["mish"] = x => x * Math.Tanh(Math.Log(1 + Math.Exp(x))),
        ["relu6"] = x => Math.Clamp(x, 0, 6),
        ["leaky_relu"] = x => x < 0 ? 0.2 * x : x,
        ["log_sigmoid"] = x => Math.Log(Sigmoid(x)),
        ["celu"] = x => x < 0 ? Math.Exp(x) - 1 : x,
        ["hard_silu"] = x => x * Math.Clamp(x + 3, 0, 6) / 6,
        ["hard_swish"] = x => x * Math.Clamp(x + 3, 0, 6) / 6,
        ["hard_tanh"] = x => Math.Clamp(x, -1, 1),
        ["hard_shrink"] = x => Math.Abs(x) > 0.5 ? x : 0,
        ["soft_shrink"] = x => Math.Sign(x) * Math.Max(Math.Abs(x) - 0.5, 0),
        ["tanh_shrink"] = x => x - Math.Tanh(x),
        ["sparse_plus"] = x => x <= -1 ? 0 : x >= 1 ? x : (x + 1) * (x + 1) / 4,
        ["sparse_sigmoid"] = x => Math.Clamp((x + 1) / 2, 0, 1),
        ["squareplus"] = x => (x + Math.Sqrt(x * x + 4)) / 2,
    };

    /// <summary>Not elementwise: tested by numbers of their own.</summary>
    private static readonly string[] s_whole = ["log_softmax", "glu"];

    public static TheoryData<string> Names => [.. ActivationRegistry.Names];

    [TensorFlowTheory]
    [MemberData(nameof(Names))]
    public void AnActivationComputesWhatKerasComputes(string name)
    {
        if (s_whole.Contains(name))
            return;
        if (s_newer.TryGetValue(name, out var formula))
        {
            CheckFormula(name, formula);
            return;
        }
        var cases = KerasFixture.Load("activations", name);
        Assert.True(cases.Count >= 2, $"{name}: activations.json must have two argument sets or more. It has {cases.Count}.");
        foreach (var entry in cases)
        {
            var results = Run(entry.Inputs["x"], entry.Inputs["upstream"], Function(entry));
            Numbers.AssertClose(entry.Outputs["y"], results[0], entry.ToString());
            Numbers.AssertClose(WithoutKinks(entry, entry.Outputs["gradient"]), WithoutKinks(entry, results[1]), $"{entry}, gradient", 2e-5);
        }
    }

    /// <summary>Gradients but for the places where there is none: at relu's threshold Theano takes the mean of both sides.</summary>
    private static NpyArray WithoutKinks(FixtureCase entry, NpyArray gradient)
    {
        var threshold = (float)entry.Arg("threshold", 0.0);
        return new NpyArray(gradient.Shape, gradient.Floats().Zip(entry.Inputs["x"].Floats(), (value, x) => entry.Name == "relu" && x == threshold ? 0 : value).ToArray());
    }

    [TensorFlowTheory]
    [InlineData("relu")]
    [InlineData("elu")]
    [InlineData("selu")]
    [InlineData("hard_sigmoid")]
    public void AChangedConstantMakesAFixtureFail(string name)
    {
        var cases = KerasFixture.Load("activations", name);
        var constants = cases.SelectMany(entry =>
        {
            using var step = new GraphStep([entry.Inputs["x"]], (x, _) => [Function(entry)(x[0])]);
            return step.Constants;
        }).ToArray();
        Mutation.AssertSeen(constants, (mutation, scale) => cases.Any(entry =>
        {
            var y = GraphStep.Evaluate([entry.Inputs["x"]], x => [scale * Function(entry)(x[0])], mutation)[0];
            return Numbers.Difference(entry.Outputs["y"], y) > Numbers.Tolerance;
        }), name);
    }

    [TensorFlowFact]
    public void HardSigmoidIsAnotherOneInKeras3()
    {
        var x = new NpyArray([3], new[] { -2.9f, 0.5f, 2.7f });
        var y = GraphStep.Evaluate([x], inputs => [ActivationRegistry.Find("hard_sigmoid", KerasDialect.Keras3)!.Call(inputs[0])])[0];
        Numbers.AssertClose(new NpyArray([3], new[] { 0.1f / 6, 3.5f / 6, 5.7f / 6 }), y, "hard_sigmoid of Keras 3");
    }

    [TensorFlowFact]
    public void LogSoftmaxAndGluTakeAWholeAxis()
    {
        var x = new NpyArray([1, 4], new[] { 1f, 2, 3, 4 });
        var results = GraphStep.Evaluate([x], inputs => [ActivationRegistry.Get("log_softmax").Call(inputs[0]), ActivationRegistry.Get("glu").Call(inputs[0])]);
        var sum = Math.Log(Math.Exp(1) + Math.Exp(2) + Math.Exp(3) + Math.Exp(4));
        Numbers.AssertClose(new NpyArray([1, 4], new[] { 1 - sum, 2 - sum, 3 - sum, 4 - sum }), results[0], "log_softmax");
        Numbers.AssertClose(new NpyArray([1, 2], new[] { 1 * Sigmoid(3), 2 * Sigmoid(4) }), results[1], "glu");
    }

    [TensorFlowFact]
    public void SoftmaxOfAVectorIsAnError()
    {
        var error = Assert.Throws<ArgumentException>(() => GraphStep.Evaluate([new NpyArray([3], new float[3])], x => [ActivationFunctions.Softmax(x[0])]));
        Assert.Contains("at least 2 axes", error.Message, StringComparison.Ordinal);
    }

    [TensorFlowFact]
    public void AnActivationOfOnesOwnIsAFunctionWithAName()
    {
        var activation = Activation.From("cube", x => x * x * x);
        Assert.Equal(8f, GraphStep.Evaluate([new NpyArray([1], new[] { 2f })], x => [activation.Call(x[0])])[0].Scalar());
        Assert.Equal("cube", (string)activation.ToConfig()!);
    }

    [Fact]
    public void AnUnknownNameListsTheValidOnes()
    {
        var error = Assert.Throws<ArgumentException>(() => (Activation)"rellu");
        Assert.Contains("relu", error.Message, StringComparison.Ordinal);
        Assert.Contains("Received: 'rellu'", error.Message, StringComparison.Ordinal);
    }

    [TensorFlowTheory]
    [InlineData("LeakyReLU", """{"alpha": 0.25}""", -0.5f)]
    [InlineData("LeakyReLU", """{"negative_slope": 0.5}""", -1f)]
    [InlineData("ReLU", """{"max_value": 6.0, "negative_slope": 0.1, "threshold": 0.0}""", -0.2f)]
    [InlineData("ELU", """{"alpha": 2.0}""", -1.7293294f)]
    public void ALayerInAFileIsAnActivation(string className, string settings, float expected)
    {
        var config = System.Text.Json.Nodes.JsonNode.Parse(settings)!.AsObject();
        var activation = ActivationRegistry.FromConfig(className, config, KerasDialect.TfKeras2)!;
        var y = GraphStep.Evaluate([new NpyArray([1], new[] { -2f })], x => [activation.Call(x[0])])[0];
        Assert.Equal(expected, y.Scalar(), 5);
        Assert.Equal($$"""{"class_name": "{{className}}", "config": {{settings}}}""", PythonJson.Write(activation.ToConfig()));
    }

    private static Func<Output, Output> Function(FixtureCase entry) => entry.Args.Count == 0
        ? ActivationRegistry.Get(entry.Name).Call
        : entry.Name switch
        {
            "relu" => x => ActivationFunctions.Relu(x, entry.Arg("alpha", 0.0), entry.Arg<double?>("max_value", null), entry.Arg("threshold", 0.0)),
            "elu" => x => ActivationFunctions.Elu(x, entry.Arg("alpha", 1.0)),
            "softmax" => x => ActivationFunctions.Softmax(x, entry.Arg("axis", -1)),
            _ => throw new InvalidOperationException($"{entry} has settings that no activation has."),
        };

    private static void CheckFormula(string name, Func<double, double> formula)
    {
        float[] points = [-7.3f, -2.9f, -1.4f, -0.7f, -0.2f, 0.1f, 0.4f, 0.8f, 1.3f, 2.2f, 5.1f, 8.4f];
        var x = new NpyArray([points.Length], points);
        var results = Run(x, new NpyArray(x.Shape, Array.ConvertAll(points, _ => 1f)), ActivationRegistry.Get(name).Call);
        Numbers.AssertClose(new NpyArray(x.Shape, Array.ConvertAll(points, point => formula(point))), results[0], name);
        Numbers.AssertClose(new NpyArray(x.Shape, Array.ConvertAll(points, point => (formula(point + 1e-5) - formula(point - 1e-5)) / 2e-5)), results[1], $"{name}, gradient", 1e-4);
    }

    private static NpyArray[] Run(NpyArray x, NpyArray upstream, Func<Output, Output> function) => GraphStep.Evaluate([x, upstream], inputs =>
    {
        var y = function(inputs[0]);
        return [y, Gradients.Compute(Ops.Sum(y * inputs[1]), [inputs[0]])[0]!.Value];
    });

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>The normal distribution's integral up to x, by Simpson's rule.</summary>
    private static double NormalDistribution(double x)
    {
        const int parts = 2000;
        var step = x / parts;
        var sum = 1 + Math.Exp(-x * x / 2);
        for (var i = 1; i < parts; i++)
            sum += (i % 2 == 0 ? 2 : 4) * Math.Exp(-step * i * step * i / 2);
        return 0.5 + sum * step / 3 / Math.Sqrt(2 * Math.PI);
    }
}
