using System.Diagnostics;
using KerasPort.TensorFlow.Tests.Gradients;
using KerasPort.Testing;
using Xunit.Abstractions;

namespace KerasPort.TensorFlow.Tests.Graphs;

[Trait("Category", "Contract")]
public sealed class ScanTests(ITestOutputHelper log)
{
    private static readonly Dictionary<string, GradientCase> s_cases = new GradientCase[]
    {
        new("StatelessWhile", "outputs of a simple cell", [new([4, 2, 3]), new([2, 3]), Weights(3, 3), Weights(3, 3)],
            x => Scan.Build([x[0]], [x[1]], x[2..], SimpleCell).Outputs[0]),
        new("StatelessWhile", "the final state of a simple cell", [new([4, 2, 3]), new([2, 3]), Weights(3, 3), Weights(3, 3)],
            x => Scan.Build([x[0]], [x[1]], x[2..], SimpleCell).States[0]),
        new("StatelessWhile", "outputs and final state", [new([4, 2, 3]), new([2, 3]), Weights(3, 3), Weights(3, 3)],
            x => Scan.Build([x[0]], [x[1]], x[2..], SimpleCell) is var scan ? Ops.Concat([scan.Outputs[0] * scan.Outputs[0], Ops.ExpandDims(scan.States[0], 0)], 0) : default),
        new("StatelessWhile", "one step", [new([1, 2, 3]), new([2, 3]), Weights(3, 3), Weights(3, 3)],
            x => Scan.Build([x[0]], [x[1]], x[2..], SimpleCell).Outputs[0]),
        new("StatelessWhile", "two states under a mask", [new([4, 2, 3]), new([2, 3]), new([2, 3]), Weights(3, 12), Weights(3, 12)],
            x => Scan.Build([x[0], Ops.Greater(Ops.Sum(x[0], [2], keepDims: true), x[0].Constant(0))], [x[1], x[2]], x[3..], MaskedCell).Outputs[0]),
        new("StatelessWhile", "a counter among the states", [new([3, 2, 2]), new([2, 2])],
            x => Scan.Build([x[0]], [x[1], Ops.Constant(x[0].Graph, 1)], [], step => new([step.States[0] * step.Inputs[0]],
                [step.States[0] + step.Inputs[0] * Ops.Cast(step.States[1] * step.Index, step.Inputs[0].DataType), step.States[1] + 1])).Outputs[0]),
        new("StatelessWhile", "a scan in a scan", [new([3, 2, 2]), new([2])],
            x => Scan.Build([x[0]], [x[1]], [], step => new([], [Scan.Build(step.Inputs, step.States, [],
                inner => new([], [Ops.Sin(inner.States[0]) * inner.Inputs[0]])).States[0]])).States[0]),
    }.ToDictionary(test => test.Name);

    public static TheoryData<string, bool> Cases()
    {
        var data = new TheoryData<string, bool>();
        foreach (var name in s_cases.Keys)
        {
            data.Add(name, false);
            data.Add(name, true);
        }
        return data;
    }

    [TensorFlowTheory]
    [MemberData(nameof(Cases))]
    public void AgreesWithFiniteDifferences(string name, bool unknownDims) => GradientCheck.Run(s_cases[name], unknownDims);

    [TensorFlowFact]
    public void EqualsTheSameStepsWrittenOut()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [null, null, 3]);
        var h = Ops.Placeholder(graph, DataType.Float32, [null, 5]);
        var w = Ops.Placeholder(graph, DataType.Float32, [3, 5]);
        var u = Ops.Placeholder(graph, DataType.Float32, [5, 5]);
        var (outputs, states) = Scan.Build([x], [h], [w, u], SimpleCell);
        Assert.Equal("(None, None, 5)", outputs[0].Shape.ToString());
        Assert.Equal("(None, 5)", states[0].Shape.ToString());
        var (unrolled, last) = (new List<Output>(), h);
        for (var t = 0; t < 3; t++)
            unrolled.Add(last = SimpleCell(new ScanStep(Ops.Constant(graph, t), [Ops.At(x, Ops.Constant(graph, t))], [last], [w, u])).States[0]);
        var expected = Ops.Stack([.. unrolled]);
        Output[] with = [x, h, w, u];
        Output[] results =
        [
            outputs[0], states[0], .. TensorFlow.Gradients.Compute(Ops.Sum(outputs[0] * outputs[0]) + Ops.Sum(states[0]), with).Select(gradient => gradient!.Value),
            expected, last, .. TensorFlow.Gradients.Compute(Ops.Sum(expected * expected) + Ops.Sum(last), with).Select(gradient => gradient!.Value),
        ];
        using var function = Function.Create(graph, "scan", with, results);
        using var a = Random([3, 2, 3]);
        using var b = Random([2, 5]);
        using var c = Random([3, 5]);
        using var d = Random([5, 5]);
        var found = Array.ConvertAll(function.Invoke([a, b, c, d]), Values);
        for (var i = 0; i < found.Length / 2; i++)
            Assert.All(found[i].Zip(found[i + found.Length / 2]), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
    }

    [TensorFlowFact]
    public void AThousandStepsForwardAndBack()
    {
        const int steps = 1000, batch = 32, units = 64;
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [null, null, units]);
        var h = Ops.Placeholder(graph, DataType.Float32, [null, units]);
        var u = Ops.Placeholder(graph, DataType.Float32, [units, units]);
        var direction = Ops.Placeholder(graph, DataType.Float32, [units, units]);
        var (outputs, _) = Scan.Build([x], [h], [u], Cell);
        var loss = Ops.Mean(outputs[0] * outputs[0]);
        var gradient = TensorFlow.Gradients.Compute(loss, u)[0]!.Value;
        using var function = Function.Create(graph, "long", [x, h, u, direction], [loss, gradient, Ops.Sum(gradient * direction)]);
        var (plain, _) = Scan.Build([x], [h], [u], Cell, differentiable: false);
        using var forward = Function.Create(graph, "forward", [x, h, u], [Ops.Mean(plain[0] * plain[0])]);
        using var sequence = Random([steps, batch, units]);
        using var state = Random([batch, units]);
        using var weights = Random([units, units], 0.1f);
        using var along = Random([units, units], 0.1f, seed: 2);

        var slope = Values(function.Invoke([sequence, state, weights, along])[2])[0];
        const float step = 1e-2f;
        var difference = (Shifted(step) - Shifted(-step)) / (2 * step);
        Assert.Equal(difference, slope, 2e-3f * Math.Max(1, Math.Abs(difference)));
        log.WriteLine($"{Context.Version}: forward {Time(() => forward.Invoke([sequence, state, weights])):0.0} ms, forward and back {Time(() => function.Invoke([sequence, state, weights, along])):0.0} ms");

        float Shifted(float by)
        {
            using var original = weights.Resolve();
            using var shift = along.Resolve();
            using var tensor = Tensor.From<float>([.. original.ToArray<float>().Zip(shift.ToArray<float>(), (value, d) => value + by * d)], original.Shape);
            using var shifted = new EagerTensor(tensor);
            return Values(forward.Invoke([sequence, state, shifted])[0])[0];
        }

        static ScanResult Cell(ScanStep step)
        {
            var state = Ops.Tanh(step.Inputs[0] + Ops.MatMul(step.States[0], step.Constants[0]));
            return new([state], [state]);
        }
    }

    [TensorFlowFact]
    public void AStepThatReadsTheOuterGraphIsRefused()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [3, 2]);
        var error = Assert.Throws<ArgumentException>(() => Scan.Build([x], [], [], step => new([step.Inputs[0] + Ops.Sum(x)], [])));
        Assert.StartsWith("AddV2: every input must belong to the graph that the operation is added to. Received: scan/Sum:0 (float32, ()).", error.Message, StringComparison.Ordinal);
    }

    [TensorFlowFact]
    public void AStepThatLosesAStateIsRefused()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [3, 2]);
        var error = Assert.Throws<InvalidOperationException>(() => Scan.Build([x], [Ops.Placeholder(graph, DataType.Float32, [2])], [], step => new([], [])));
        Assert.StartsWith("Scan: a step must give a new state for each old one", error.Message, StringComparison.Ordinal);
    }

    [TensorFlowFact]
    public void AScanWithoutKeptStatesHasNoGradient()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [3, 2]);
        var (outputs, _) = Scan.Build([x], [], [], step => new([step.Inputs[0] * 2], []), differentiable: false);
        var error = Assert.Throws<NotSupportedException>(() => TensorFlow.Gradients.Compute(outputs[0], x));
        Assert.StartsWith("Gradients: no gradient is known for operations of type StatelessWhile.", error.Message, StringComparison.Ordinal);
    }

    private static ScanResult SimpleCell(ScanStep step)
    {
        var state = Ops.Tanh(Ops.MatMul(step.Inputs[0], step.Constants[0]) + Ops.MatMul(step.States[0], step.Constants[1]));
        return new([state], [state]);
    }

    private static ScanResult MaskedCell(ScanStep step)
    {
        var gates = Ops.MatMul(step.Inputs[0], step.Constants[0]) + Ops.MatMul(step.States[0], step.Constants[1]);
        var parts = Ops.Split(gates, [3, 3, 3, 3], 1);
        var carry = Ops.Sigmoid(parts[1]) * step.States[1] + Ops.Sigmoid(parts[0]) * Ops.Tanh(parts[2]);
        var state = Ops.Sigmoid(parts[3]) * Ops.Tanh(carry);
        Output[] next = [Ops.Select(step.Inputs[1], state, step.States[0]), Ops.Select(step.Inputs[1], carry, step.States[1])];
        return new([next[0]], next);
    }

    private static GradientInput Weights(params long[] shape) => new(new Shape(shape), -1, 1) { AlwaysKnown = true };

    private static float[] Values(EagerTensor output)
    {
        using (output)
        using (var tensor = output.Resolve())
            return tensor.ToArray<float>();
    }

    private static double Time(Func<EagerTensor[]> run)
    {
        var times = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            var watch = Stopwatch.StartNew();
            var outputs = run();
            foreach (var output in outputs)
            {
                using (output)
                using (output.Resolve()) { }
            }
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        return times.Order().ElementAt(2);
    }

    private static EagerTensor Random(Shape shape, float scale = 1, int seed = 1)
    {
        var random = new Random(seed);
        using var tensor = Tensor.From<float>(Enumerable.Range(0, (int)shape.Count).Select(_ => (random.NextSingle() * 2 - 1) * scale).ToArray(), shape);
        return new EagerTensor(tensor);
    }
}
