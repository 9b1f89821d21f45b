using System.Text.RegularExpressions;
using KerasPort.Testing;

namespace KerasPort.TensorFlow.Tests.Gradients;

[Trait("Category", "Contract")]
public sealed partial class GradientsTests
{
    /// <summary>What the builders make and no gradient passes: results and effects, and operations that TensorFlow has none for either.</summary>
    private static readonly HashSet<string> s_withoutRule =
    [
        "Const", "Placeholder", // they have no inputs
        "AssignVariableOp", "AssignAddVariableOp", "AssignSubVariableOp", // they have no outputs
        "StatelessWhile", "TensorListSetItem", "TensorListGetItem", // a scan's own gradient stands for them
        "ResizeArea", "Cumprod", "FusedBatchNormGradV3",
    ];

    [TensorFlowFact]
    public void AddsUpWhatFlowsBackOnSeveralPaths()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float64, Shape.Scalar);
        var y = x * x + Ops.Sin(x) * 3 + x;
        Assert.Equal(2 * 0.5 + 3 * Math.Cos(0.5) + 1, Value(x, TensorFlow.Gradients.Compute(y, x)[0]!.Value, 0.5), 12);
    }

    [TensorFlowFact]
    public void AResultMayLieOnTheWayToAnother()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float64, Shape.Scalar);
        var between = x * 3;
        var y = between * between;
        foreach (Output[] results in new[] { new[] { between, y }, [y, between] })
            Assert.Equal(3 + 2 * 9 * 0.5, Value(x, TensorFlow.Gradients.Compute(results, [null, null], [x])[0]!.Value, 0.5), 12);
    }

    [TensorFlowFact]
    public void GivesGradientsOfWhatLiesBetweenAndOfTheResultItself()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float64, Shape.Scalar);
        var between = x * 3;
        var y = between * between;
        var found = TensorFlow.Gradients.Compute(y, x, between, y);
        Assert.Equal(2 * 9 * 0.5, Value(x, found[0]!.Value, 0.5), 12);
        Assert.Equal(2 * 3 * 0.5, Value(x, found[1]!.Value, 0.5), 12);
        Assert.Equal(1, Value(x, found[2]!.Value, 0.5));
    }

    [TensorFlowFact]
    public void TakesTheGradientsOfTheResults()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float64, Shape.Scalar);
        var found = TensorFlow.Gradients.Compute([x * 2, x * x], [x.Constant(10), null], [x]);
        Assert.Equal(10 * 2 + 2 * 0.5, Value(x, found[0]!.Value, 0.5), 12);
    }

    [TensorFlowFact]
    public void IsNullWhereNoGradientFlows()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [2]);
        var other = Ops.Placeholder(graph, DataType.Float32, [2]);
        var integer = Ops.Placeholder(graph, DataType.Int32, [2]);
        var y = x * Ops.StopGradient(other) + Ops.Floor(other) + Ops.Cast(Ops.Cast(other, DataType.Int32) + integer, DataType.Float32);
        var found = TensorFlow.Gradients.Compute(y, x, other, integer);
        Assert.NotNull(found[0]);
        Assert.Null(found[1]);
        Assert.Null(found[2]);
    }

    [TensorFlowFact]
    public void AsksNoRuleOfWhatDoesNotLeadToTheWanted()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [1, 2, 2, 1]);
        var constant = Ops.ResizeArea(Ops.Fill(Ops.ShapeOf(x), x.Constant(1)), Ops.Constant(graph, [2, 2]));
        Assert.NotNull(TensorFlow.Gradients.Compute(x * constant, x)[0]);
    }

    [TensorFlowFact]
    public void NamesTheOperationThatHasNoRule()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [1, 4, 4, 1]);
        var y = Ops.ResizeArea(x, Ops.Constant(graph, [2, 2]));
        var error = Assert.Throws<NotSupportedException>(() => TensorFlow.Gradients.Compute(y, x));
        Assert.Equal("Gradients: no gradient is known for operations of type ResizeArea. Received: ResizeArea = ResizeArea.", error.Message);
    }

    [TensorFlowFact]
    public void PrefersAnOperationsOwnGradient()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float64, Shape.Scalar);
        var y = x * 3;
        graph.SetGradient(y.Operation, (_, gradients) => [gradients[0]!.Value * 100, null]);
        Assert.Equal(100, Value(x, TensorFlow.Gradients.Compute(y, x)[0]!.Value, 0.5));
    }

    [TensorFlowFact]
    public void RefusesAGradientOfAnotherShape()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [2, 3]);
        var y = x * 3;
        graph.SetGradient(y.Operation, (_, gradients) => [Ops.Sum(gradients[0]!.Value), null]);
        var error = Assert.Throws<InvalidOperationException>(() => TensorFlow.Gradients.Compute(y, x));
        Assert.Equal("Gradients: the gradient that Mul = Mul gives to Placeholder:0 (float32, (2, 3)) must have its type and shape. Received: gradients/Sum:0 (float32, ()).", error.Message);
    }

    [TensorFlowFact]
    public void RefusesARuleThatForgetsAnInput()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [2, 3]);
        var y = x * 3;
        graph.SetGradient(y.Operation, (_, gradients) => gradients);
        var error = Assert.Throws<InvalidOperationException>(() => TensorFlow.Gradients.Compute(y, x));
        Assert.Equal("Gradients: the rule of Mul = Mul must give one gradient an input (2). Received: 1.", error.Message);
    }

    [TensorFlowFact]
    public void RefusesResultsThatAreNoFloats()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Int32, [2]);
        Assert.StartsWith("Gradients: results must be floating-point numbers. Received: Placeholder:0 (int32, (2,)).",
            Assert.Throws<ArgumentException>(() => TensorFlow.Gradients.Compute(x, x)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Gradients: there must be one gradient a result. Received: 1 results, 0 gradients.",
            Assert.Throws<ArgumentException>(() => TensorFlow.Gradients.Compute([x], [], [x])).Message, StringComparison.Ordinal);
    }

    [TensorFlowFact]
    public void HasNoSecondDerivativeOfACrossentropysGradient()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [2, 3]);
        var gradient = Ops.SoftmaxCrossEntropyWithLogits(x, x).Gradient;
        var error = Assert.Throws<NotSupportedException>(() => TensorFlow.Gradients.Compute(gradient, x));
        Assert.StartsWith("Gradients: SoftmaxCrossEntropyWithLogits = SoftmaxCrossEntropyWithLogits has no second derivative", error.Message, StringComparison.Ordinal);
    }

    [TensorFlowFact]
    public void WalksGraphsDeeperThanTheStack()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float64, Shape.Scalar);
        var y = x;
        for (var i = 0; i < 20_000; i++)
            y = Ops.Identity(y);
        Assert.NotNull(TensorFlow.Gradients.Compute(y, x)[0]);
    }

    [Fact]
    public void EveryBuilderHasARuleOrAReason()
    {
        var built = Directory.GetFiles(Path.Combine(Repository.Root, "src", "KerasPort.TensorFlow", "Ops"), "*.cs")
            .SelectMany(file => OperationType().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct()
            .Where(type => !type.EndsWith("Grad", StringComparison.Ordinal) && !type.Contains("BackpropFilter", StringComparison.Ordinal) && type != "DepthwiseConv2dNativeBackpropInput")
            .ToArray();
        Assert.True(built.Length > 100);
        Assert.Empty(built.Except(GradientRegistry.Types).Except(GradientRegistry.FlatTypes).Except(s_withoutRule));
    }

    [GeneratedRegex("""(?:Build|BuildOperation|BuildWithList|Forward|BackpropInput|BackpropFilter|Reduce|Assign|OperationSpec)\("(\w+)",?""")]
    private static partial Regex OperationType();

    private static double Value(Output x, Output y, double at)
    {
        using var function = Function.Create(x.Graph, "value", [x], [y]);
        using var tensor = Tensor.Scalar(at);
        using var argument = new EagerTensor(tensor);
        using var output = function.Invoke([argument])[0];
        using var value = output.Resolve();
        return value.ToArray<double>()[0];
    }
}
